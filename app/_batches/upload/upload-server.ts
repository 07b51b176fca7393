import { ApiError, api, apiUrl } from '@/app/_components/api-client';
import type { UploadJson } from '@/lib/domain/wire/upload';

export interface AnnouncedFile {
  readonly file: File;
  readonly fingerprint: string;
  /** Where it is known without looking, as of pasted rows. */
  readonly delimiter?: string | undefined;
}

/** The server's side of a resumable upload. Lost connections are ApiErrors of status 0. */
export interface UploadServer {
  announce(announced: AnnouncedFile, signal: AbortSignal): Promise<UploadJson>;
  /** How many bytes have arrived. */
  receivedBytes(uploadId: string, signal: AbortSignal): Promise<number>;
  /** Sends one chunk; gives how many bytes have arrived then. @param onSent told the bytes of the chunk on their way */
  sendChunk(chunk: Chunk, signal: AbortSignal, onSent: (bytes: number) => void): Promise<number>;
  remove(uploadId: string): Promise<void>;
}

export interface Chunk {
  readonly uploadId: string;
  readonly offset: number;
  readonly bytes: Blob;
}

/** A connection that carries nothing for so long is dead, even if nobody said so. */
const STALLED_MS = 45_000;

export const uploadServer: UploadServer = {
  announce: async ({ file, fingerprint, delimiter }, signal) => {
    const url = apiUrl('/uploads', { filename: file.name, fingerprint, delimiter });
    const headers = { 'Upload-Length': String(file.size), Accept: 'application/json' };
    const response = await ask(url, { method: 'POST', headers, signal });
    return (await response.json()) as UploadJson;
  },
  receivedBytes: async (uploadId, signal) => {
    const response = await ask(apiUrl(`/uploads/${uploadId}`), { method: 'HEAD', signal });
    return Number(response.headers.get('Upload-Offset') ?? 0);
  },
  sendChunk,
  remove: (uploadId) => api.delete(`/uploads/${uploadId}`),
};

async function ask(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...init, credentials: 'same-origin' }).catch((error: unknown) => {
    throw error instanceof TypeError ? noConnection() : error;
  });
  if (!response.ok) throw refusal(response.status, await response.text());
  return response;
}

/** XMLHttpRequest, because fetch does not tell how much of a body is on its way. */
function sendChunk(
  { uploadId, offset, bytes }: Chunk,
  signal: AbortSignal,
  onSent: (bytes: number) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    let timer: ReturnType<typeof setTimeout>;
    const watch = () => {
      clearTimeout(timer);
      timer = setTimeout(abort, STALLED_MS);
    };
    request.open('PATCH', apiUrl(`/uploads/${uploadId}`));
    request.setRequestHeader('Content-Type', 'application/offset+octet-stream');
    request.setRequestHeader('Upload-Offset', String(offset));
    request.upload.onprogress = ({ loaded }) => {
      watch();
      onSent(loaded);
    };
    request.onload = () => {
      if (request.status !== 204) return reject(refusal(request.status, request.responseText));
      resolve(Number(request.getResponseHeader('Upload-Offset') ?? offset + bytes.size));
    };
    request.onerror = () => reject(noConnection());
    request.onabort = () => reject(signal.aborted ? (signal.reason as Error) : noConnection());
    request.onloadend = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };
    signal.addEventListener('abort', abort);
    watch();
    request.send(bytes);
  });
}

function noConnection(): ApiError {
  return new ApiError(0, { code: 'network', detail: 'No connection to Furrow.' });
}

function refusal(status: number, text: string): ApiError {
  try {
    return new ApiError(status, JSON.parse(text) as object);
  } catch {
    return new ApiError(status, {});
  }
}
