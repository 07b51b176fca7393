import { z } from 'zod';
import { streamAnswer } from '@/app/_http/download';
import { flagQuery } from '@/app/_http/page-query';
import { withRoute } from '@/app/_http/with-route';
import { summaryWithJobsSchema } from '@/lib/domain/wire/summary';
import { getBatch } from '@/lib/services/batches/get-batch';
import { summaryJson } from '@/lib/services/results/write-json';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'The summary of a batch; with jobs=true all its jobs too',
  permission: 'read',
  params: z.object({ id: z.string() }),
  query: z.object({ jobs: flagQuery }),
  answers: { 200: summaryWithJobsSchema },
  handle: async ({ context, params, query }) => {
    const batch = await getBatch(context, { batchId: params.id });
    return streamAnswer(summaryJson(context, batch, query.jobs), 'application/json; charset=utf-8');
  },
});
