import { jsonAnswer } from '@/app/_http/answers';
import { enterByRequest, sharedParams } from '@/app/_http/shared-request';
import { withRoute } from '@/app/_http/with-route';
import { summarySchema, toSummaryJson } from '@/lib/domain/wire/summary';
import { getSharedBatch } from '@/lib/services/shares/read-shared-batch';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'The summary of a shared batch',
  permission: 'anyone',
  params: sharedParams,
  answers: { 200: summarySchema },
  handle: async ({ context, params, request }) => {
    const share = await enterByRequest(context, request, params.token);
    return jsonAnswer(toSummaryJson(await getSharedBatch(share)));
  },
});
