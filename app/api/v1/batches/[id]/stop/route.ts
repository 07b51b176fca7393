import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { stopResultSchema, toStopResultJson } from '@/lib/domain/wire/batch';
import { stopBatch } from '@/lib/services/batches/stop-batch';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Stop a batch: pending rows at once, running ones within seconds',
  permission: 'write',
  params: z.object({ id: z.string() }),
  answers: { 200: stopResultSchema },
  handle: async ({ context, params }) =>
    jsonAnswer(toStopResultJson(await stopBatch(context, { batchId: params.id }))),
});
