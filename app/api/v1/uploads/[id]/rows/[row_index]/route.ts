import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { rowParams } from '@/app/_http/row-params';
import { withRoute } from '@/app/_http/with-route';
import { rowChangeSchema, toUploadRowJson, uploadRowSchema } from '@/lib/domain/wire/upload-row';
import { editUploadRow } from '@/lib/services/uploads/edit-upload-row';

export const dynamic = 'force-dynamic';

export const PATCH = withRoute({
  summary:
    'Change, drop or restore a row; every change is a version over the uploaded file, which stays as it is',
  permission: 'write',
  params: z.object(rowParams),
  query: z.object({ check: z.string().max(100).optional() }),
  body: rowChangeSchema,
  answers: { 200: uploadRowSchema },
  handle: async ({ context, params, query, body }) => {
    const { row_data: rowData, dropped, restore_version: restoreVersion, version } = body;
    const row = { uploadId: params.id, rowIndex: params.row_index, check: query.check };
    const edited = await editUploadRow(context, { ...row, rowData, dropped, restoreVersion, version });
    return jsonAnswer(toUploadRowJson(edited));
  },
});
