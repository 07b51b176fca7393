import { z } from 'zod';
import { pageAnswer } from '@/app/_http/answers';
import { pageQuery } from '@/app/_http/page-query';
import { withRoute } from '@/app/_http/with-route';
import { pageSchema } from '@/lib/domain/wire/page';
import { toUploadRowJson, uploadRowSchema } from '@/lib/domain/wire/upload';
import { listUploadRows } from '@/lib/services/uploads/list-rows';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'The rows of a file that has been read, in file order',
  permission: 'read',
  params: z.object({ id: z.string() }),
  query: z.object({
    ...pageQuery(100, 1000),
    from: z.coerce.number().int().min(0).max(2_147_483_646).optional(),
  }),
  answers: { 200: pageSchema(uploadRowSchema) },
  handle: async ({ context, params, query }) =>
    pageAnswer(await listUploadRows(context, { uploadId: params.id, ...query }), toUploadRowJson),
});
