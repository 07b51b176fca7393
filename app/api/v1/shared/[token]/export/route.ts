import { z } from 'zod';
import { downloadAnswer } from '@/app/_http/download';
import { flagQuery } from '@/app/_http/page-query';
import { enterByRequest, sharedParams } from '@/app/_http/shared-request';
import { withRoute } from '@/app/_http/with-route';
import { ROW_FORMATS } from '@/lib/domain/export-format';
import { exportBatch } from '@/lib/services/results/export-batch';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'The results of a shared batch with the columns that the link shows',
  permission: 'anyone',
  params: sharedParams,
  query: z.object({ format: z.enum(ROW_FORMATS).default('csv'), raw: flagQuery }),
  answers: { 200: 'The file, written as it is read' },
  handle: async ({ context, params, request, query }) => {
    const { batchId, columns: shownColumns, ...share } = await enterByRequest(context, request, params.token);
    return downloadAnswer(await exportBatch(share.context, { batchId, shownColumns, ...query }));
  },
});
