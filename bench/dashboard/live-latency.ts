import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright';
import type { Database } from '../../lib/db/connect';
import { seedBatch } from '../../tests/support/seed-batch';
import { addLaneWorker, holdLane, runRow } from '../claims/lane-worker';
import { percentile } from '../measure/percentile';
import { treeCpuSeconds } from '../measure/process-cost';
import { inPage } from '../setup/browser';
import type { UploadApi } from '../upload/upload-api';
import { untilPainted } from './page-vitals';

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

interface Painted {
  readonly count: number;
  /** Of the wall clock, which page and database share here. */
  readonly atMs: number;
}

const ROWS_PER_SECOND = 50;
const SECONDS = 20;

/**
 * Rows end at a steady pace while one page shows the batch and others follow its stream, as further tabs on other
 * machines would. The commit's time is taken from the database, that of the paint from the browser.
 */
export async function measureLive(
  parts: {
    readonly db: Database;
    readonly browser: Browser;
    readonly api: UploadApi;
    readonly webPid: number;
  },
  viewers: number,
): Promise<LiveLatency> {
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

/** @returns when each row was committed, by the database's clock */
async function runSteadily(db: Database, workerId: string, rows: number): Promise<number[]> {
  const hold = await holdLane(db, workerId);
  const commits: number[] = [];
  const startedAtMs = performance.now();
  for (let n = 0; n < rows; n += 1) {
    const dueMs = startedAtMs + (n * 1000) / ROWS_PER_SECOND;
    await sleep(Math.max(0, dueMs - performance.now()));
    // Else the installation's worker would take the lane from one that seems lost.
    if (n % ROWS_PER_SECOND === 0)
      await db.pool.query('update worker set seen_at = now() where id = $1', [workerId]);
    await runRow(db, hold);
    const { rows: clock } = await db.pool.query<{ ms: number }>(
      'select extract(epoch from clock_timestamp())::float8 * 1000 as ms',
    );
    commits.push(clock[0]?.ms ?? Number.NaN);
  }
  return commits;
}

/** The n-th commit is on screen when a count of n or more is. */
function latencies(commits: readonly number[], paints: readonly Painted[]): number[] {
  return commits.map((committedAtMs, n) => {
    const shown = paints.find(({ count }) => count >= n + 1);
    return shown ? Math.max(0, shown.atMs - committedAtMs) : Number.POSITIVE_INFINITY;
  });
}

async function notePaints(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const paints: { count: number; atMs: number }[] = [];
    (globalThis as { paints?: unknown }).paints = paints;
    // No function in here may have a name: the loader of this script would wrap it in a call that a page does not know.
    new MutationObserver(() => {
      const text = /([\d,]+) of [\d,]+/.exec(document.querySelector('main')?.textContent ?? '')?.[1];
      const count = Number(text?.replaceAll(',', ''));
      if (Number.isNaN(count) || paints.at(-1)?.count === count) return;
      const seen = { count, atMs: Number.POSITIVE_INFINITY };
      paints.push(seen);
      // What is in the document now is painted at the end of the next frame, which is where the one after it begins.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          seen.atMs = performance.timeOrigin + performance.now();
        }),
      );
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

function readPaints(page: Page): Promise<Painted[]> {
  return page.evaluate(() => (globalThis as unknown as { paints: Painted[] }).paints);
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
