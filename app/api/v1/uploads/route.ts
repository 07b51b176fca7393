import { z } from 'zod';
import { createdAnswer, pageAnswer } from '@/app/_http/answers';
import { pageQuery } from '@/app/_http/page-query';
import { receiveFile } from '@/app/_http/receive-file';
import { withRoute } from '@/app/_http/with-route';
import { pageSchema } from '@/lib/domain/wire/page';
import { readOptionsQuery, toReadOptions } from '@/lib/domain/wire/read-options';
import { toUploadJson, UPLOAD_STATES, uploadSchema } from '@/lib/domain/wire/upload';
import { listUploads } from '@/lib/services/uploads/list-uploads';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'Uploaded files, the newest first; those that arrived half can be resumed',
  permission: 'read',
  query: z.object({
    ...pageQuery(25, 100),
    state: z.enum(UPLOAD_STATES).optional(),
    mine: z.stringbool().default(false),
  }),
  answers: { 200: pageSchema(uploadSchema) },
  handle: async ({ context, query: { mine, ...query } }) =>
    pageAnswer(await listUploads(context, { ...query, isMine: mine }), toUploadJson),
});

export const POST = withRoute({
  summary: 'Upload a CSV: the raw file as body, or only its Upload-Length to send it in chunks',
  permission: 'write',
  query: z.object({
    filename: z.string().trim().min(1).max(500).default('upload.csv'),
    fingerprint: z.string().max(200).optional().describe('tells the sender later that a file is this one'),
    ...readOptionsQuery,
  }),
  answers: { 201: uploadSchema },
  handle: async ({ context, query, request }) => {
    const { filename, fingerprint, ...options } = query;
    const upload = await receiveFile(context, request, {
      filename,
      fingerprint,
      readOptions: toReadOptions(options),
    });
    return createdAnswer(toUploadJson(upload), `/api/v1/uploads/${upload.id}`);
  },
});
