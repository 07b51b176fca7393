import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { batchSchema, toBatchJson } from '@/lib/domain/wire/batch';
import { startBatch } from '@/lib/services/batches/start-batch';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Let a batch run',
  permission: 'write',
  params: z.object({ id: z.string() }),
  answers: { 200: batchSchema },
  handle: async ({ context, params }) =>
    jsonAnswer(toBatchJson(await startBatch(context, { batchId: params.id }), context.publicUrl)),
});
