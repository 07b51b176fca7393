import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { jobFilterQuery, jobSortQuery, toJobFilter } from '@/app/_http/job-filter';
import { rowParams } from '@/app/_http/row-params';
import { withRoute } from '@/app/_http/with-route';
import { jobNeighboursSchema, toJobNeighboursJson } from '@/lib/domain/wire/job-neighbours';
import { findNeighbours } from '@/lib/services/jobs/find-neighbours';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'The rows before and after one row, in a list of jobs with this filter and sort',
  permission: 'read',
  params: z.object(rowParams),
  query: z.looseObject({ ...jobFilterQuery, sort: jobSortQuery }),
  answers: { 200: jobNeighboursSchema },
  handle: async ({ context, params, query }) => {
    const list = { filter: toJobFilter(query), sort: query.sort };
    const row = { batchId: params.id, rowIndex: params.row_index };
    return jsonAnswer(toJobNeighboursJson(await findNeighbours(context, { ...row, ...list })));
  },
});
