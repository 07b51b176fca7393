import { z } from 'zod';
import { pageAnswer } from '@/app/_http/answers';
import { toJobFilter } from '@/app/_http/job-filter';
import { listQuery, pageQuery } from '@/app/_http/page-query';
import { withRoute } from '@/app/_http/with-route';
import { JOB_STATES } from '@/lib/domain/job-state';
import { jobSchema, toJobJson } from '@/lib/domain/wire/job';
import { pageSchema } from '@/lib/domain/wire/page';
import { getBatch } from '@/lib/services/batches/get-batch';
import { listJobs } from '@/lib/services/jobs/list-jobs';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'The jobs of a batch, in file order',
  permission: 'read',
  params: z.object({ id: z.string() }),
  query: z.object({
    ...pageQuery(100, 500),
    status: listQuery(JOB_STATES).optional(),
    group: z.string().max(200).optional(),
    q: z.string().max(200).optional(),
    from_row: z.coerce.number().int().min(0).optional().describe('only from this row index on'),
    to_row: z.coerce.number().int().min(0).optional().describe('only up to this row index'),
    sort: z.enum(['row', '-row']).default('row'),
  }),
  answers: { 200: pageSchema(jobSchema) },
  handle: async ({ context, params, query }) => {
    const batchId = params.id;
    const direction = query.sort === 'row' ? 'asc' : 'desc';
    const filter = toJobFilter(query);
    const { limit, cursor } = query;
    const [batch, page] = await Promise.all([
      getBatch(context, { batchId }),
      listJobs(context, { batchId, direction, filter, limit, cursor }),
    ]);
    return pageAnswer(page, (job) => toJobJson(batch, job));
  },
});
