import { ApiError } from '@/app/_components/api-client';
import type { Connection } from './connection';
import type { UploadServer } from './upload-server';

const MIB = 1024 * 1024;
/** The first chunk is small: from it the file's beginning can be shown while the rest arrives. */
const FIRST_CHUNK_BYTES = MIB;
const MAX_CHUNK_BYTES = 8 * MIB;
/** A chunk that breaks off is sent again whole, so on a slow line it is smaller. */
const CHUNK_SECONDS = 8;
const LONGEST_PAUSE_MS = 30_000;
/** So often the server may say that something is wrong on its side before a person is asked. */
const MAX_REFUSALS = 6;

export interface SendFileOptions {
  readonly signal: AbortSignal;
  readonly connection: Connection;
  /** Bytes that have arrived or are on their way; `storedBytes` of them are safe. */
  readonly onProgress: (sentBytes: number, storedBytes: number) => void;
  /** Told why nothing is being sent, and null when it goes on. */
  readonly onWaiting: (reason: WaitingReason | null) => void;
  /** Bytes a second so far, null when not known yet. */
  readonly rate: () => number | null;
}

export type WaitingReason = 'offline' | 'no_answer' | 'server_busy';

/**
 * Sends what the server has not got yet, in chunks. A lost connection is waited for, however long; then it goes on where
 * the server is. Calling it again resumes.
 * @throws ApiError when the server refuses, or the signal's reason when that stops it.
 */
export async function sendRest(
  server: UploadServer,
  target: { readonly file: File; readonly uploadId: string },
  options: SendFileOptions,
): Promise<void> {
  const { file, uploadId } = target;
  const { signal } = options;
  const persistence = createPersistence(options);
  let offset: number | null = null;
  while (offset === null || offset < file.size) {
    signal.throwIfAborted();
    try {
      const start: number = offset ?? (await server.receivedBytes(uploadId, signal));
      signal.throwIfAborted();
      options.onProgress(start, start);
      if (start >= file.size) return;
      const bytes = file.slice(start, start + chunkBytes(start, options.rate()));
      offset = await server.sendChunk({ uploadId, offset: start, bytes }, signal, (sent) =>
        options.onProgress(Math.min(start + sent, start + bytes.size), start),
      );
      options.onProgress(offset, offset);
      persistence.succeeded();
    } catch (error) {
      // Where the server is must be asked anew: the answer to a chunk that arrived may be what got lost.
      offset = null;
      await persistence.afterFailure(error);
    }
  }
}

function chunkBytes(offset: number, rate: number | null): number {
  if (offset === 0) return FIRST_CHUNK_BYTES;
  if (rate === null) return MAX_CHUNK_BYTES;
  return Math.min(MAX_CHUNK_BYTES, Math.max(MIB, Math.round(rate * CHUNK_SECONDS)));
}

/** Decides after a failure whether to try again, and waits until then. */
function createPersistence({ signal, connection, onWaiting }: SendFileOptions) {
  let failures = 0;
  return {
    succeeded: () => {
      failures = 0;
      onWaiting(null);
    },
    afterFailure: async (error: unknown) => {
      signal.throwIfAborted();
      failures += 1;
      const reason = waitingReason(error, connection.isOnline());
      if (reason === null || (reason === 'server_busy' && failures > MAX_REFUSALS)) throw error;
      onWaiting(reason);
      const pauseMs = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** Math.min(failures, 10));
      await (reason === 'offline' ? connection.untilOnline(signal) : connection.pause(pauseMs, signal));
    },
  };
}

/** Null for what trying again does not heal. */
function waitingReason(error: unknown, isOnline: boolean): WaitingReason | null {
  if (!(error instanceof ApiError)) return null;
  if (error.status === 0) return isOnline ? 'no_answer' : 'offline';
  return error.status === 409 || error.status === 429 || error.status >= 500 ? 'server_busy' : null;
}
