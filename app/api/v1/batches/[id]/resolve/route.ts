import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { begunOperationSchema, toBegunOperationJson } from '@/lib/domain/wire/operation';
import { resolveRequestSchema, resolveResultSchema, toChosenRows } from '@/lib/domain/wire/verification';
import { resolveJobs } from '@/lib/services/jobs/resolve-jobs';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Decide unconfirmed rows: done, not done, or to be run again. Of rows that are named, all or none',
  permission: 'write',
  params: z.object({ id: z.string() }),
  body: resolveRequestSchema,
  answers: { 200: resolveResultSchema, 202: begunOperationSchema },
  handle: async ({ context, params, body: { status, ...rows } }) => {
    const result = await resolveJobs(context, { batchId: params.id, status, ...toChosenRows(rows) });
    if (result.operation) return jsonAnswer(toBegunOperationJson(result.batchId, result.operation), 202);
    const row_indexes = [...result.rowIndexes];
    return jsonAnswer({ batch_id: result.batchId, status, resolved: row_indexes.length, row_indexes });
  },
});
