import { z } from 'zod';
import { pageAnswer } from '@/app/_http/answers';
import { pageQuery } from '@/app/_http/page-query';
import { fromRowQuery } from '@/app/_http/row-params';
import { withRoute } from '@/app/_http/with-route';
import { pageSchema } from '@/lib/domain/wire/page';
import { toUploadRowJson, uploadRowSchema } from '@/lib/domain/wire/upload-row';
import { listUploadRows } from '@/lib/services/uploads/list-rows';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'The rows of a file that has been read, in file order, from any row on',
  permission: 'read',
  params: z.object({ id: z.string() }),
  query: z.object({ ...pageQuery(100, 1000), ...fromRowQuery, check: z.string().max(100).optional() }),
  answers: { 200: pageSchema(uploadRowSchema) },
  handle: async ({ context, params, query }) =>
    pageAnswer(await listUploadRows(context, { uploadId: params.id, ...query }), toUploadRowJson),
});
