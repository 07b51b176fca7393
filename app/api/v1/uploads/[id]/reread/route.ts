import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { readOptionsSchema, toReadOptions } from '@/lib/domain/wire/read-options';
import { toUploadJson, uploadSchema } from '@/lib/domain/wire/upload';
import { getUpload } from '@/lib/services/uploads/find-upload';
import { rereadUpload } from '@/lib/services/uploads/reread-upload';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Read a file again with other options; refused once a batch uses it as it was read',
  permission: 'write',
  params: z.object({ id: z.string() }),
  body: readOptionsSchema,
  answers: { 200: uploadSchema },
  handle: async ({ context, params, body }) => {
    await rereadUpload(context, { uploadId: params.id, readOptions: toReadOptions(body) });
    return jsonAnswer(toUploadJson(await getUpload(context, { uploadId: params.id })));
  },
});
