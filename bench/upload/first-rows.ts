import { open, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import { fingerprintOf } from '../../app/_batches/upload/file-fingerprint';
import type { LargeFile } from './large-file';
import type { UploadApi } from './upload-api';
import { readNotes, untilRowsNoted, watchPage } from './watched-page';

const CHUNK_BYTES = 8 * 1024 * 1024;
const READ_POLL_MS = 100;

export interface FirstRows {
  /** From the acknowledgement of the last byte to rows on screen. */
  readonly paintedMs: number;
  /** From the same moment until the worker has read all rows; null when this run did not wait for it. */
  readonly readingMs: number | null;
  readonly longestTaskMs: number;
}

/**
 * The end of an upload, with everything real: all but the last chunk of the file is there, the dashboard goes on with
 * it, sends the last chunk and shows the rows, while the worker begins to read. Deleting the file ends the reading.
 */
export async function measureFirstRows(
  page: Page,
  api: UploadApi,
  file: LargeFile,
  isReadToEnd: boolean,
): Promise<FirstRows> {
  const filename = file.path.split('/').at(-1) ?? '';
  const id = await api.announce(filename, file.size, await fingerprint(file, filename));
  await sendAllButLast(api, id, file);
  await watchPage(page);
  await page.goto(`${api.url}/batches/new`);
  await page.getByLabel(`${filename} again`).setInputFiles(file.path);
  await page.waitForURL(/\?upload=/);
  const arrivedAtMs = performance.now();
  await untilRowsNoted(page);
  const notes = await readNotes(page);
  const readingMs = isReadToEnd ? await untilRead(api, id, arrivedAtMs) : null;
  const lastAtMs = notes.acknowledgedAtMs.at(-1) ?? Number.NaN;
  await page.goto('about:blank');
  await api.remove(id);
  return {
    paintedMs: (notes.rowsAtMs ?? Number.NaN) - lastAtMs,
    readingMs,
    longestTaskMs: Math.max(0, ...notes.longTasksMs),
  };
}

/** The fingerprint that the browser will make of it. */
async function fingerprint(file: LargeFile, filename: string): Promise<string> {
  const handle = await open(file.path);
  try {
    const { buffer } = await handle.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, 0);
    const lastModified = Math.floor((await stat(file.path)).mtimeMs);
    return await fingerprintOf(new File([buffer], filename, { lastModified }));
  } finally {
    await handle.close();
  }
}

async function sendAllButLast(api: UploadApi, id: string, file: LargeFile): Promise<void> {
  const handle = await open(file.path);
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (let offset = 0; offset + CHUNK_BYTES < file.size; offset += CHUNK_BYTES) {
      await handle.read(chunk, 0, CHUNK_BYTES, offset);
      await api.sendChunk(id, offset, chunk);
    }
  } finally {
    await handle.close();
  }
}

async function untilRead(api: UploadApi, id: string, fromMs: number): Promise<number> {
  for (;;) {
    const { state, message } = await api.find(id);
    if (state === 'ready') return performance.now() - fromMs;
    if (state === 'rejected') throw new Error(`The file was rejected: ${message}`);
    await sleep(READ_POLL_MS);
  }
}
