import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { toChosenRows, verifyRequestSchema, verifyResultSchema } from '@/lib/domain/wire/verification';
import { verifyJobs } from '@/lib/services/jobs/verify-jobs';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Ask the site now whether unconfirmed rows went through',
  permission: 'write',
  params: z.object({ id: z.string() }),
  body: verifyRequestSchema,
  answers: { 200: verifyResultSchema },
  handle: async ({ context, params, body }) => {
    const { batchId, asked, skipped } = await verifyJobs(context, {
      batchId: params.id,
      ...toChosenRows(body),
    });
    return jsonAnswer({ batch_id: batchId, asked, skipped });
  },
});
