import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { stopResultSchema, toStopResultJson } from '@/lib/domain/wire/batch';
import { begunOperationSchema, toBegunOperationJson } from '@/lib/domain/wire/operation';
import { stopBatch } from '@/lib/services/batches/stop-batch';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Stop a batch: pending rows at once, running ones within seconds',
  permission: 'write',
  params: z.object({ id: z.string() }),
  answers: { 200: stopResultSchema, 202: begunOperationSchema },
  handle: async ({ context, params }) => {
    const result = await stopBatch(context, { batchId: params.id });
    const { batchId, operation } = result;
    return operation
      ? jsonAnswer(toBegunOperationJson(batchId, operation), 202)
      : jsonAnswer(toStopResultJson(result));
  },
});
