import type { Connection } from '@/app/_batches/upload/connection';
import type { UploadServer } from '@/app/_batches/upload/upload-server';
import { ApiError } from '@/app/_components/api-client';
import type { UploadJson } from '@/lib/domain/wire/upload';

export interface FakeServer extends UploadServer {
  /** What has arrived, as text. */
  text(): Promise<string>;
  readonly chunkSizes: number[];
  readonly announcements: string[];
  readonly removed: string[];
  /** What the next chunks meet, in order; `lost_answer` stores the chunk and loses the answer. */
  readonly faults: ('network' | 'lost_answer' | 'busy' | 'refused' | 'gone' | 'hangs')[];
}

export function createFakeServer(stored = ''): FakeServer {
  const parts: Blob[] = [new Blob([stored])];
  const size = () => parts.reduce((sum, part) => sum + part.size, 0);
  const server: FakeServer = {
    ...{ chunkSizes: [], announcements: [], removed: [], faults: [] },
    text: () => new Blob(parts).text(),
    announce: async ({ file }) => {
      server.announcements.push(file.name);
      return { id: `upload-${server.announcements.length}`, received_bytes: 0 } as UploadJson;
    },
    receivedBytes: async () => size(),
    remove: async (id) => void server.removed.push(id),
    sendChunk: async ({ offset, bytes }, signal, onSent) => {
      const fault = server.faults.shift();
      if (offset !== size()) throw new ApiError(409, { code: 'offset_conflict' });
      if (fault === 'network') throw new ApiError(0, { code: 'network' });
      if (fault === 'busy') throw new ApiError(503, {});
      if (fault === 'refused') throw new ApiError(422, { code: 'file_not_csv', detail: 'It is a workbook.' });
      if (fault === 'gone') throw new ApiError(404, { code: 'upload_not_found', detail: 'Upload not found' });
      if (fault === 'hangs') await untilAborted(signal);
      onSent(bytes.size);
      parts.push(bytes);
      server.chunkSizes.push(bytes.size);
      if (fault === 'lost_answer') throw new ApiError(0, { code: 'network' });
      return size();
    },
  };
  return server;
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
}

export interface FakeConnection extends Connection {
  isUp: boolean;
  readonly pausesMs: number[];
  comeBack(): void;
}

/** Pauses take no time; being offline lasts until `comeBack`. */
export function createFakeConnection(): FakeConnection {
  let wake = () => {};
  const connection: FakeConnection = {
    isUp: true,
    pausesMs: [],
    isOnline: () => connection.isUp,
    untilOnline: () =>
      new Promise((resolve) => {
        wake = resolve;
      }),
    pause: async (ms) => void connection.pausesMs.push(ms),
    comeBack: () => {
      connection.isUp = true;
      wake();
    },
  };
  return connection;
}
