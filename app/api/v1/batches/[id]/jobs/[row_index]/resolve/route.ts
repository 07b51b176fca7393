import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { rowParams } from '@/app/_http/row-params';
import { withRoute } from '@/app/_http/with-route';
import { RESOLUTIONS } from '@/lib/domain/resolution';
import { jobDetailSchema, toJobDetailJson } from '@/lib/domain/wire/job-detail';
import { getBatch } from '@/lib/services/batches/get-batch';
import { resolveJob } from '@/lib/services/jobs/resolve-job';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Decide an unconfirmed row: it was done, it was not, or it shall run again',
  permission: 'write',
  params: z.object(rowParams),
  body: z.strictObject({ status: z.enum(RESOLUTIONS) }),
  answers: { 200: jobDetailSchema },
  handle: async ({ context, params, body }) => {
    const batch = await getBatch(context, { batchId: params.id });
    const job = await resolveJob(context, { batchId: batch.id, rowIndex: params.row_index, ...body });
    return jsonAnswer(toJobDetailJson(batch, job));
  },
});
