import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { rowParams } from '@/app/_http/row-params';
import { withRoute } from '@/app/_http/with-route';
import { jobDetailSchema, toJobDetailJson } from '@/lib/domain/wire/job-detail';
import { rowEditSchema } from '@/lib/domain/wire/row-edit';
import { getBatch } from '@/lib/services/batches/get-batch';
import { editRow } from '@/lib/services/jobs/edit-row';
import { getJob } from '@/lib/services/jobs/get-job';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'A job with its attempts, steps, artifacts and history',
  permission: 'read',
  params: z.object(rowParams),
  answers: { 200: jobDetailSchema },
  handle: async ({ context, params }) => {
    const batch = await getBatch(context, { batchId: params.id });
    const job = await getJob(context, { batchId: batch.id, rowIndex: params.row_index });
    return jsonAnswer(toJobDetailJson(batch, job));
  },
});

export const PATCH = withRoute({
  summary: 'Change values of a row for its next attempt; the uploaded file stays as it is',
  permission: 'write',
  params: z.object(rowParams),
  body: rowEditSchema,
  answers: { 200: jobDetailSchema },
  handle: async ({ context, params, body }) => {
    const edit = { batchId: params.id, rowIndex: params.row_index, rowData: body.row_data };
    const job = await editRow(context, edit);
    // Read after the edit, which may have the row choose an automation that no other chose.
    return jsonAnswer(toJobDetailJson(await getBatch(context, { batchId: params.id }), job));
  },
});
