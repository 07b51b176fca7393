import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import { seedBatch } from '../../tests/support/seed-batch';
import { addLaneWorker } from '../claims/lane-worker';
import { percentile } from '../measure/percentile';
import { inPage } from '../setup/browser';
import type { LiveParts } from './live-latency';
import { untilPainted } from './page-vitals';
import { latencies, notePaints, readPaints } from './painted-counts';
import { ROWS_PER_SECOND, runSteadily } from './steady-rows';

/** One browser with a running batch in several tabs, all of them in view. */
export interface ManyTabs {
  readonly tabs: number;
  /** Connections that brought the batch's events. */
  readonly streamCount: number;
  /** While rows ended and somebody filtered: the longest time in which a tab could answer nothing, of all tabs. */
  readonly longestTaskMs: number;
  /** From a click to the painted rows that it asked for. */
  readonly filterMs: readonly number[];
  /** From the commit of a row to the first painted count that has it in it, in the tab where it takes longest. */
  readonly p95Ms: number;
}

export const TABS = 10;
const BATCH_ROWS = 100_000;
const SECONDS = 20;
/** Between an answer and the next click. */
const BREATH_MS = 500;

/** Opens the page of a large batch many times, has rows end, and filters them in the last tab meanwhile. */
export async function measureTabs({ db, browser, api }: LiveParts): Promise<ManyTabs> {
  const workerId = await addLaneWorker(db);
  const settings = { concurrency: 1 };
  const batchId = await seedBatch(db, { rows: BATCH_ROWS, settings, onlyWorkerId: workerId });
  try {
    return await inPage(browser, api, async (first) => {
      const context = first.context();
      let streamCount = 0;
      context.on('request', (request) => {
        if (request.url().endsWith(`/batches/${batchId}/events`)) streamCount += 1;
      });
      const pages = [first];
      while (pages.length < TABS) pages.push(await context.newPage());
      for (const page of pages) await openBatch(page, `${api.url}/batches/${batchId}`);
      await Promise.all(pages.map(forgetTasks));
      const [commits, filterMs] = await whileRowsEnd(
        runSteadily(db, workerId, ROWS_PER_SECOND * SECONDS),
        pages.at(-1) as Page,
      );
      const found = await Promise.all(pages.map((page) => readTab(page, commits)));
      return {
        ...{ tabs: TABS, streamCount, filterMs },
        longestTaskMs: Math.max(...found.map(({ longestTaskMs }) => longestTaskMs)),
        p95Ms: Math.max(...found.map(({ p95Ms }) => p95Ms)),
      };
    });
  } finally {
    await db.pool.query('delete from batch where id = $1', [batchId]);
  }
}

async function openBatch(page: Page, url: string): Promise<void> {
  await notePaints(page);
  await page.addInitScript(() => {
    const tasks = { longestMs: 0 };
    (globalThis as { tasks?: unknown }).tasks = tasks;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.longestMs = Math.max(tasks.longestMs, duration);
    }).observe({ type: 'longtask' });
  });
  await page.goto(url);
  await page
    .getByText(`0 of ${BATCH_ROWS.toLocaleString('en')}`)
    .first()
    .waitFor();
}

function forgetTasks(page: Page): Promise<void> {
  return page.evaluate(() => {
    (globalThis as unknown as { tasks: { longestMs: number } }).tasks.longestMs = 0;
  });
}

/** Filters until all rows have ended. */
async function whileRowsEnd(commits: Promise<number[]>, page: Page): Promise<[number[], number[]]> {
  const filterMs: number[] = [];
  let haveEnded = false;
  const ending = commits.finally(() => {
    haveEnded = true;
  });
  while (!haveEnded) {
    for (const label of ['Pending', 'All'] as const) {
      filterMs.push(await filterRows(page, label));
      await sleep(BREATH_MS);
    }
  }
  return [await ending, filterMs];
}

/** Presses one of the states above the rows. @returns milliseconds until its first row was painted */
async function filterRows(page: Page, label: 'Pending' | 'All'): Promise<number> {
  await page.evaluate((isAll) => {
    // The first row of the file has ended by then, or is under way: it is there exactly when all rows are.
    addEventListener(
      'click',
      async ({ timeStamp }) => {
        while ((document.querySelector('[role=row][aria-rowindex="2"]')?.id === 'row-1') !== isAll)
          await new Promise((resolve) => requestAnimationFrame(resolve));
        // Painted at the end of this frame, which is where the next one begins.
        await new Promise((resolve) => requestAnimationFrame(resolve));
        (globalThis as { filteredMs?: number }).filteredMs = performance.now() - timeStamp;
      },
      { capture: true, once: true },
    );
  }, label === 'All');
  const states = page.getByRole('group', { name: 'Show rows by status' });
  await states.getByRole('button', { name: new RegExp(`^${label}`, 'i') }).click();
  const filtered = await page.waitForFunction(() => {
    const { filteredMs } = globalThis as { filteredMs?: number };
    delete (globalThis as { filteredMs?: number }).filteredMs;
    return filteredMs;
  });
  return (await filtered.jsonValue()) ?? Number.NaN;
}

async function readTab(page: Page, commits: readonly number[]) {
  await page
    .getByText(`${commits.length.toLocaleString('en')} of `)
    .first()
    .waitFor();
  await untilPainted(page);
  const longestTaskMs = await page.evaluate(
    () => (globalThis as unknown as { tasks: { longestMs: number } }).tasks.longestMs,
  );
  return { longestTaskMs, p95Ms: percentile(latencies(commits, await readPaints(page)), 0.95) };
}
