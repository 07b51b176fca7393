import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { resolveRequestSchema, resolveResultSchema } from '@/lib/domain/wire/verification';
import { resolveJobs } from '@/lib/services/jobs/resolve-jobs';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Decide unconfirmed rows, all of these or none: done, not done, or to be run again',
  permission: 'write',
  params: z.object({ id: z.string() }),
  body: resolveRequestSchema,
  answers: { 200: resolveResultSchema },
  handle: async ({ context, params, body: { row_indexes: rowIndexes, job_ids: jobIds, status } }) => {
    const result = await resolveJobs(context, { batchId: params.id, rowIndexes, jobIds, status });
    const row_indexes = [...result.rowIndexes];
    return jsonAnswer({ batch_id: result.batchId, status, resolved: row_indexes.length, row_indexes });
  },
});
