import { z } from 'zod';
import { pageAnswer } from '@/app/_http/answers';
import { pageQuery } from '@/app/_http/page-query';
import { fromRowQuery } from '@/app/_http/row-params';
import { withRoute } from '@/app/_http/with-route';
import { checkRowSchema, toCheckRowJson } from '@/lib/domain/wire/check';
import { pageSchema } from '@/lib/domain/wire/page';
import { listCheckRows } from '@/lib/services/checks/list-check-rows';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'The rows in which a check found something, in file order; ?group= only those of one group',
  permission: 'read',
  params: z.object({ id: z.string(), check_id: z.string() }),
  query: z.object({
    ...pageQuery(100, 1000),
    ...fromRowQuery,
    before: fromRowQuery.from.describe('instead: the rows before this row index, the nearest first'),
    group: z.coerce.number().int().min(1).max(32_767).optional(),
    only: z.enum(['problem', 'invalid', 'dropped', 'duplicate', 'done']).optional(),
  }),
  answers: { 200: pageSchema(checkRowSchema) },
  handle: async ({ context, params, query }) =>
    pageAnswer(
      await listCheckRows(context, { uploadId: params.id, checkId: params.check_id, ...query }),
      toCheckRowJson,
    ),
});
