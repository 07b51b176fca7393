import { ApiError, api, apiUrl } from '@/app/_components/api-client';
import type { UploadJson } from '@/lib/domain/wire/upload';

const CHUNK_BYTES = 8 * 1024 * 1024;
const MAX_TRIES = 5;

export interface SendFileOptions {
  readonly signal: AbortSignal;
  /** Bytes that have arrived, of the file's size. */
  readonly onProgress: (sentBytes: number) => void;
}

/** Announces a file; the bytes follow with `sendRest`. @throws ApiError */
export async function announceFile(file: File): Promise<UploadJson> {
  const response = await fetch(apiUrl('/uploads', { filename: file.name }), {
    method: 'POST',
    headers: { 'Upload-Length': String(file.size), Accept: 'application/json' },
    credentials: 'same-origin',
  });
  if (!response.ok) throw await refusal(response);
  return (await response.json()) as UploadJson;
}

/**
 * Sends what the server has not got yet, 8 MiB at a time. After an interruption it asks where to go on, so calling it
 * again resumes. @throws ApiError, or AbortError when `signal` pauses it.
 */
export async function sendRest(file: File, uploadId: string, options: SendFileOptions): Promise<UploadJson> {
  let offset = await receivedBytes(uploadId, options.signal);
  let tries = 0;
  while (offset < file.size) {
    options.onProgress(offset);
    try {
      offset = await sendChunk(uploadId, file.slice(offset, offset + CHUNK_BYTES), offset, options.signal);
      tries = 0;
    } catch (error) {
      tries += 1;
      if (!canGoOn(error) || tries >= MAX_TRIES) throw error;
      await pauseFor(500 * 2 ** tries, options.signal);
      offset = await receivedBytes(uploadId, options.signal);
    }
  }
  options.onProgress(file.size);
  return api.get<UploadJson>(`/uploads/${uploadId}`, { signal: options.signal });
}

async function sendChunk(
  uploadId: string,
  chunk: Blob,
  offset: number,
  signal: AbortSignal,
): Promise<number> {
  const response = await fetch(apiUrl(`/uploads/${uploadId}`), {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(offset) },
    body: chunk,
    credentials: 'same-origin',
    signal,
  });
  if (!response.ok) throw await refusal(response);
  return Number(response.headers.get('Upload-Offset') ?? offset + chunk.size);
}

async function receivedBytes(uploadId: string, signal: AbortSignal): Promise<number> {
  const response = await fetch(apiUrl(`/uploads/${uploadId}`), {
    method: 'HEAD',
    credentials: 'same-origin',
    signal,
  });
  if (!response.ok) throw await refusal(response);
  return Number(response.headers.get('Upload-Offset') ?? 0);
}

/** A lost connection, a busy server and a wrong offset heal by asking where to go on. */
function canGoOn(error: unknown): boolean {
  if (error instanceof ApiError) return error.status === 409 || error.status === 429 || error.status >= 500;
  return error instanceof TypeError;
}

function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}

async function refusal(response: Response): Promise<ApiError> {
  const problem: unknown = await response.json().catch(() => ({}));
  return new ApiError(response.status, typeof problem === 'object' && problem !== null ? problem : {});
}
