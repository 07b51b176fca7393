import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { previewSchema } from '@/lib/domain/wire/upload';
import { previewUpload } from '@/lib/services/uploads/preview-upload';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary:
    'What the file holds when it is read with these options: dialect, first rows, key column, problems',
  permission: 'read',
  params: z.object({ id: z.string() }),
  query: z.object({
    n: z.coerce.number().int().min(1).max(50).default(10),
    delimiter: z.string().length(1).optional(),
    encoding: z.string().max(40).optional(),
    key: z.string().max(1000).optional(),
  }),
  answers: { 200: previewSchema },
  handle: async ({ context, params, query: { n, ...options } }) =>
    jsonAnswer(await previewUpload(context, { uploadId: params.id, rows: n, ...options })),
});
