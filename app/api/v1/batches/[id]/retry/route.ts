import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { begunOperationSchema, toBegunOperationJson } from '@/lib/domain/wire/operation';
import {
  retryRequestSchema,
  retryResultSchema,
  toRetryInput,
  toRetryResultJson,
} from '@/lib/domain/wire/retry';
import { getBatch } from '@/lib/services/batches/get-batch';
import { retryBatch } from '@/lib/services/batches/retry-batch';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Run failed and stopped rows again',
  permission: 'write',
  params: z.object({ id: z.string() }),
  body: retryRequestSchema,
  answers: { 200: retryResultSchema, 202: begunOperationSchema },
  handle: async ({ context, params, body }) => {
    const result = await retryBatch(context, { batchId: params.id, ...toRetryInput(body) });
    if (result.operation) return jsonAnswer(toBegunOperationJson(result.batchId, result.operation), 202);
    const { settings } = await getBatch(context, result);
    return jsonAnswer(toRetryResultJson(result, settings));
  },
});
