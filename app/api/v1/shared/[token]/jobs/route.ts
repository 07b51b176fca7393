import { z } from 'zod';
import { pageAnswer } from '@/app/_http/answers';
import { listQuery, pageQuery } from '@/app/_http/page-query';
import { enterByRequest, sharedParams } from '@/app/_http/shared-request';
import { withRoute } from '@/app/_http/with-route';
import { JOB_STATES } from '@/lib/domain/job-state';
import { jobSchema, toSharedJobJson } from '@/lib/domain/wire/job';
import { pageSchema } from '@/lib/domain/wire/page';
import { getSharedBatch, listSharedJobs } from '@/lib/services/shares/read-shared-batch';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'The jobs of a shared batch with the columns that the link shows',
  permission: 'anyone',
  params: sharedParams,
  query: z.object({
    ...pageQuery(100, 500),
    status: listQuery(JOB_STATES).optional(),
    sort: z.enum(['row', '-row']).default('row'),
  }),
  answers: { 200: pageSchema(jobSchema) },
  handle: async ({ context, params, request, query: { status, ...page } }) => {
    const share = await enterByRequest(context, request, params.token);
    const batch = await getSharedBatch(share);
    const jobs = await listSharedJobs(share, { ...page, states: status });
    return pageAnswer(jobs, (job) => toSharedJobJson(batch, job, params.token));
  },
});
