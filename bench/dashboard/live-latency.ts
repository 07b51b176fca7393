import type { Browser } from 'playwright';
import type { Database } from '../../lib/db/connect';
import { seedBatch } from '../../tests/support/seed-batch';
import { addLaneWorker } from '../claims/lane-worker';
import { percentile } from '../measure/percentile';
import { treeCpuSeconds } from '../measure/process-cost';
import { inPage } from '../setup/browser';
import type { UploadApi } from '../upload/upload-api';
import { untilPainted } from './page-vitals';
import { latencies, notePaints, readPaints } from './painted-counts';
import { ROWS_PER_SECOND, runSteadily } from './steady-rows';

export interface LiveLatency {
  readonly viewers: number;
  readonly rowsPerSecond: number;
  /** From the commit of a row to the first painted count that has it in it. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly longestMs: number;
  /** Of the web process and what is below it, in seconds of one processor for each second. */
  readonly webCpu: number;
}

const SECONDS = 20;

/** What is measured, and with what. */
export interface LiveParts {
  readonly db: Database;
  readonly browser: Browser;
  readonly api: UploadApi;
  readonly webPid: number;
}

/**
 * Rows end at a steady pace while one page shows the batch and others follow its stream, as further tabs on other
 * machines would. The commit's time is taken from the database, that of the paint from the browser.
 */
export async function measureLive(parts: LiveParts, viewers: number): Promise<LiveLatency> {
  const { db, browser, api, webPid } = parts;
  const workerId = await addLaneWorker(db);
  const rows = ROWS_PER_SECOND * SECONDS;
  const batchId = await seedBatch(db, {
    rows: rows * 2,
    settings: { concurrency: 1 },
    onlyWorkerId: workerId,
  });
  const stop = new AbortController();
  const others = Array.from({ length: viewers - 1 }, () => followStream(api, batchId, stop.signal));
  try {
    return await inPage(browser, api, async (page) => {
      await notePaints(page);
      await page.goto(`${api.url}/batches/${batchId}`);
      await page
        .getByText(`0 of ${(rows * 2).toLocaleString('en')}`)
        .first()
        .waitFor();
      const cpuBefore = treeCpuSeconds(webPid);
      const startedAtMs = performance.now();
      const commits = await runSteadily(db, workerId, rows);
      const seconds = (performance.now() - startedAtMs) / 1000;
      const webCpu = (treeCpuSeconds(webPid) - cpuBefore) / seconds;
      await page
        .getByText(`${rows.toLocaleString('en')} of `)
        .first()
        .waitFor();
      await untilPainted(page);
      const found = latencies(commits, await readPaints(page));
      return {
        ...{ viewers, webCpu, rowsPerSecond: rows / seconds },
        ...{ p50Ms: percentile(found, 0.5), p95Ms: percentile(found, 0.95), longestMs: Math.max(...found) },
      };
    });
  } finally {
    stop.abort();
    await Promise.all(others);
    await db.pool.query('delete from batch where id = $1', [batchId]);
  }
}

/** Reads a batch's stream as a tab does, and throws away what it says. */
async function followStream(api: UploadApi, batchId: string, signal: AbortSignal): Promise<void> {
  const cookie = api.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  try {
    const response = await fetch(`${api.url}/api/v1/batches/${batchId}/events`, {
      headers: { Cookie: cookie },
      signal,
    });
    for await (const _ of response.body ?? []) if (signal.aborted) return;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
