import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { rowParams } from '@/app/_http/row-params';
import { withRoute } from '@/app/_http/with-route';
import { rowEditCheckSchema, rowEditSchema, toRowEditCheckJson } from '@/lib/domain/wire/row-edit';
import { checkRowEdit } from '@/lib/services/jobs/check-row-edit';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'What would be wrong with a row after a change of its values; changes nothing',
  permission: 'write',
  params: z.object(rowParams),
  body: rowEditSchema,
  answers: { 200: rowEditCheckSchema },
  handle: async ({ context, params, body }) => {
    const edit = { batchId: params.id, rowIndex: params.row_index, rowData: body.row_data };
    const { headers, problems } = await checkRowEdit(context, edit);
    return jsonAnswer(toRowEditCheckJson(headers, problems));
  },
});
