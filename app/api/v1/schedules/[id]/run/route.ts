import { z } from 'zod';
import { createdAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { batchSchema, toBatchJson } from '@/lib/domain/wire/batch';
import { runSchedule } from '@/lib/services/schedules/run-schedule';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Run a schedule now, unless a batch of it has not ended',
  permission: 'write',
  params: z.object({ id: z.string() }),
  answers: { 201: batchSchema },
  handle: async ({ context, params }) => {
    const batch = await runSchedule(context, { scheduleId: params.id });
    return createdAnswer(toBatchJson(batch, context.publicUrl), `/api/v1/batches/${batch.id}`);
  },
});
