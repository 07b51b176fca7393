import type { Context } from '@/lib/services/context';
import { fileTooLarge } from '@/lib/services/uploads/limit-bytes';
import { appendChunk, createChunkedUpload } from '@/lib/services/uploads/receive-chunks';
import { receiveUpload, type UploadReadOptions } from '@/lib/services/uploads/receive-upload';
import { type UploadView, viewUpload } from '@/lib/services/uploads/view-upload';
import { HttpError } from './http-error';
import { streamOf } from './read-body';

export interface FileToReceive {
  readonly filename: string;
  readonly readOptions: UploadReadOptions;
  readonly fingerprint?: string | undefined;
}

type StoredUpload = Awaited<ReturnType<typeof appendChunk>>;

/** Takes the file in the body or, with Upload-Length, announces one whose chunks follow. */
export async function receiveFile(
  context: Context,
  request: Request,
  file: FileToReceive,
): Promise<UploadView> {
  const length = readCount(request, 'upload-length');
  if (length !== null) return viewUpload(context, await createChunkedUpload(context, { ...file, length }));
  refuseLongBody(context, request);
  const { filename, readOptions } = file;
  const body = streamOf(request);
  return viewUpload(context, await receiveUpload(context, { filename, body, readOptions }));
}

/** Adds the chunk in the body at Upload-Offset. */
export function receiveChunk(context: Context, request: Request, uploadId: string): Promise<StoredUpload> {
  const offset = readCount(request, 'upload-offset');
  if (offset === null) {
    throw new HttpError(
      400,
      'upload_offset_missing',
      'Say with Upload-Offset where the chunk begins; HEAD tells where to go on.',
    );
  }
  return appendChunk(context, { uploadId, offset, body: streamOf(request) });
}

/** Headers that tell how far a chunked upload has come. */
export function offsetHeaders(upload: StoredUpload): Record<string, string> {
  return {
    'Upload-Offset': String(upload.receivedBytes),
    ...(upload.size === null ? {} : { 'Upload-Length': String(upload.size) }),
  };
}

/** A length that is known to be too much is refused before a byte is read; streaming enforces the limit anyway. */
function refuseLongBody({ batchConfig }: Context, request: Request): void {
  const limit = Math.floor(batchConfig.maxFileSizeMb * 1024 * 1024);
  if (Number(request.headers.get('content-length') ?? 0) > limit) {
    throw fileTooLarge(limit, batchConfig.maxFileSizeMb);
  }
}

function readCount(request: Request, header: string): number | null {
  const text = request.headers.get(header);
  if (text === null) return null;
  const count = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(count)) return count;
  throw new HttpError(400, 'header_invalid', `${header} must be a whole number of bytes, not "${text}".`);
}
