import { z } from 'zod';
import { emptyAnswer, jsonAnswer } from '@/app/_http/answers';
import { offsetHeaders, receiveChunk } from '@/app/_http/receive-file';
import { withRoute } from '@/app/_http/with-route';
import { toUploadJson, uploadSchema } from '@/lib/domain/wire/upload';
import { deleteUpload } from '@/lib/services/uploads/delete-upload';
import { getUpload } from '@/lib/services/uploads/find-upload';

export const dynamic = 'force-dynamic';
const params = z.object({ id: z.string() });

export const GET = withRoute({
  summary: 'An upload: its state and what the file contains',
  permission: 'read',
  params,
  answers: { 200: uploadSchema },
  handle: async ({ context, params }) =>
    jsonAnswer(toUploadJson(await getUpload(context, { uploadId: params.id }))),
});

export const HEAD = withRoute({
  summary: 'How far a chunked upload has come: Upload-Offset',
  permission: 'read',
  params,
  answers: { 204: 'Upload-Offset and Upload-Length' },
  handle: async ({ context, params }) =>
    emptyAnswer(offsetHeaders(await getUpload(context, { uploadId: params.id }))),
});

export const PATCH = withRoute({
  summary: 'The next chunk of a file, at Upload-Offset',
  permission: 'write',
  params,
  answers: { 204: 'Stored; Upload-Offset says where to go on' },
  handle: async ({ context, params, request }) =>
    emptyAnswer(offsetHeaders(await receiveChunk(context, request, params.id))),
});

export const DELETE = withRoute({
  summary: 'Delete a file that no batch uses',
  permission: 'write',
  params,
  answers: { 204: 'Deleted' },
  handle: async ({ context, params }) => {
    await deleteUpload(context, { uploadId: params.id });
    return emptyAnswer();
  },
});
