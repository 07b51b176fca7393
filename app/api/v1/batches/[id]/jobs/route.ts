import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { jobFilterQuery, jobSortQuery, toJobFilter } from '@/app/_http/job-filter';
import { pageQuery } from '@/app/_http/page-query';
import { withRoute } from '@/app/_http/with-route';
import { jobPageSchema, toJobPageJson } from '@/lib/domain/wire/job-page';
import { listJobs } from '@/lib/services/jobs/list-jobs';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary:
    'The jobs of a batch. Also ?output.NAME=VALUE: only rows that gave this value. A cursor belongs to its filter and sort',
  permission: 'read',
  params: z.object({ id: z.string() }),
  query: z.looseObject({
    ...pageQuery(100, 500),
    ...jobFilterQuery,
    sort: jobSortQuery,
  }),
  answers: { 200: jobPageSchema },
  handle: async ({ context, params, query }) => {
    const { limit, cursor, sort } = query;
    const list = { batchId: params.id, filter: toJobFilter(query), sort };
    const page = await listJobs(context, { ...list, limit, cursor });
    return jsonAnswer(toJobPageJson(page.batch, page));
  },
});
