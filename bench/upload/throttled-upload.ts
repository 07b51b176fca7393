import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright';
import type { LargeFile } from './large-file';
import type { UploadApi } from './upload-api';
import { type PageNotes, readNotes, watchPage } from './watched-page';

/** Half a gigabyte in about two minutes. */
const BYTES_PER_SECOND = 5 * 1024 * 1024;
const OFFLINE_MS = 5000;
const PATIENCE_MS = 10 * 60_000;

export interface ThrottledUpload {
  readonly seconds: number;
  /** Whether the stored file has the SHA-256 of the one on disk. */
  readonly isRight: boolean;
  readonly interruptedAt: readonly { readonly what: string; readonly arrivedMb: number }[];
  /** From the first acknowledged megabyte to rows on screen. */
  readonly earlyPreviewMs: number;
  readonly longestTaskMs: number;
  readonly longTaskCount: number;
}

/** Sends the file through the dashboard on a slow line, which fails once, and reloads the page once. */
export async function runThrottledUpload(
  page: Page,
  api: UploadApi,
  file: LargeFile,
): Promise<ThrottledUpload> {
  const filename = file.path.split('/').at(-1) ?? '';
  await watchPage(page);
  await page.goto(`${api.url}/batches/new`);
  const line = await page.context().newCDPSession(page);
  await setLine(line, false);
  const startedAtMs = performance.now();
  await page.getByLabel('CSV file').setInputFiles(file.path);
  const before = await untilArrived(api, 0.3, file.size);
  await setLine(line, true);
  await page.getByText('You are offline.').waitFor();
  await sleep(OFFLINE_MS);
  await setLine(line, false);
  const middle = await untilArrived(api, 0.65, file.size);
  const notes = await readNotes(page);
  await page.reload();
  await page.getByLabel(`${filename} again`).setInputFiles(file.path);
  await page.waitForURL(/\?upload=/, { timeout: PATIENCE_MS });
  const upload = await api.find(new URL(page.url()).searchParams.get('upload') ?? '');
  const seconds = (performance.now() - startedAtMs) / 1000;
  await page.getByRole('gridcell').first().waitFor();
  const tasks = [...notes.longTasksMs, ...(await readNotes(page)).longTasksMs];
  return {
    seconds,
    isRight: upload.sha256 === file.sha256 && upload.size === file.size,
    interruptedAt: [
      { what: 'offline for 5 s', arrivedMb: before },
      { what: 'reload', arrivedMb: middle },
    ],
    earlyPreviewMs: earlyPreviewMs(notes),
    longestTaskMs: Math.max(0, ...tasks),
    longTaskCount: tasks.length,
  };
}

function earlyPreviewMs({ earlyPreviewAtMs, acknowledgedAtMs }: PageNotes): number {
  return (earlyPreviewAtMs ?? Number.NaN) - (acknowledgedAtMs[0] ?? Number.NaN);
}

function setLine(line: CDPSession, offline: boolean): Promise<unknown> {
  return line.send('Network.emulateNetworkConditions', {
    offline,
    latency: 10,
    downloadThroughput: -1,
    uploadThroughput: BYTES_PER_SECOND,
  });
}

/** Waits until so much of the file is at the server; gives the MB. */
async function untilArrived(api: UploadApi, share: number, size: number): Promise<number> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const { items } = JSON.parse(await api.get('/uploads?state=receiving&limit=1')) as {
      items: { received_bytes: number }[];
    };
    const received = items[0]?.received_bytes ?? 0;
    if (received >= share * size) return received / 1024 / 1024;
    if (performance.now() > deadline) throw new Error(`The upload stopped at ${received} bytes`);
    await sleep(200);
  }
}
