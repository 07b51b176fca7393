import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { median } from '@/bench/measure/ratio';
import { openRunningSystem, type RunningSystem } from '@/tests/support/running-system';
import { startCpuMeter } from '@/tests/support/soak/cpu-meter';
import {
  measureWorker,
  robustSlope,
  type SoakedWorker,
  type SoakSample,
} from '@/tests/support/soak/measure-worker';
import { openYardstick, type Yardstick } from '@/tests/support/soak/open-yardstick';

/*
 * Many rows through one worker process, in batches of a hundred. Before those that count others warm it up: plans, pools, compiled
 * code. Beside the first and the last of them a plain script runs in turn with the worker, so that a busy machine slows both.
 * FURROW_SOAK_ROWS=1000 tries it in a few minutes; so few rows say nothing of memory and pace, which are told only.
 */
const ROWS = Number(process.env.FURROW_SOAK_ROWS ?? 5000);
const IS_WHOLE = ROWS >= 5000;
const PART = 100;
const PARTS_OF_500 = 5;
const MEMORY_COUNTS_FROM = Math.min(1000, ROWS / 2);
const SLOTS = Math.max(2, availableParallelism());
const HOUR_MS = 3_600_000;
/** Between two moments: connections of the pages that just run. */
const HANDLES_VARY = 6;

interface Part extends SoakSample {
  readonly rowsPerSecond: number;
  /** Of the plain script, just after; null where it did not run. */
  readonly yardstick: number | null;
  readonly cpuPerRow: number;
}

let system: RunningSystem;
let yardstick: Yardstick;
beforeAll(async () => {
  system = await openRunningSystem();
  yardstick = await openYardstick({ folder: system.dataDir, siteUrl: system.site.url, concurrency: SLOTS });
});
afterAll(async () => {
  await yardstick.close();
  await system.close();
});

/** Its worker tells its memory, and runs as many rows at once as it would by itself. */
async function startWorker(): Promise<SoakedWorker> {
  const memoryFile = join(system.dataDir, 'memory.json');
  const worker = await system.startWorker(SLOTS, {
    nodeArguments: ['--max-semi-space-size=16', '--import', './tests/support/soak/tell-memory.mjs'],
    env: { MEMORY_FILE: memoryFile },
  });
  return { ...worker, memoryFile, cpu: startCpuMeter(worker.pid) };
}

/** @returns rows per second, by the database's clock, from the first row's start to the last one's end */
async function runPart(automation: string, no: number): Promise<number> {
  const orders = Array.from({ length: PART }, (_, at) => `BM-${String(no * PART + at).padStart(4, '0')}`);
  const settings = { concurrency: SLOTS, evidence: { screenshot: 'on_failure' as const } };
  const batchId = await system.startBatch(`order_no\n${orders.join('\n')}\n`, { automation, settings });
  const { counts } = await system.waitForBatch(batchId, HOUR_MS);
  expect(counts.completed).toBe(PART);
  const { rows } = await system.context.db.pool.query<{ seconds: number }>(
    'select extract(epoch from max(ended_at) - min(started_at))::float8 as seconds from attempt where batch_id = $1',
    [batchId],
  );
  return PART / (rows[0]?.seconds ?? Number.NaN);
}

async function runParts(worker: SoakedWorker): Promise<Part[]> {
  const automation = await system.addAutomation('order-status');
  const count = ROWS / PART;
  const parts: Part[] = [];
  for (let no = -PARTS_OF_500; no < count; no += 1) {
    const before = worker.cpu.seconds();
    const rowsPerSecond = await runPart(automation, no + PARTS_OF_500);
    const isCompared = no < PARTS_OF_500 || no >= count - PARTS_OF_500;
    const sample = await measureWorker(worker, (no + 1) * PART);
    const cpuPerRow = (sample.cpuSeconds - before) / PART;
    const part = {
      ...sample,
      rowsPerSecond,
      cpuPerRow,
      yardstick: isCompared ? await yardstick.rowsPerSecond() : null,
    };
    if (no >= 0) parts.push(part);
    if ((no + 1) % PARTS_OF_500 === 0) console.log(JSON.stringify(part));
  }
  return parts;
}

function judge(parts: readonly Part[]) {
  const counted = parts.filter(({ rows }) => rows > MEMORY_COUNTS_FROM);
  const growth = (read: (one: Part) => number) =>
    500 * robustSlope(counted.map((one) => [one.rows, read(one)]));
  const [first, last] = [parts.slice(0, PARTS_OF_500), parts.slice(-PARTS_OF_500)];
  const change = (read: (one: Part) => number) => [median(last.map(read)), median(first.map(read))] as const;
  const drift = (read: (one: Part) => number) => {
    const [now, before] = change(read);
    return now - before;
  };
  const ratio = (read: (one: Part) => number) => {
    const [now, before] = change(read);
    return now / before;
  };
  return {
    date: new Date().toISOString(),
    heapGrowthMb: growth((one) => one.workerHeapMb),
    heapKeptGrowthMb: growth((one) => one.workerHeapKeptMb),
    rssGrowthMb: growth((one) => one.workerRssMb),
    openFilesDrift: drift((one) => one.openFiles),
    handlesDrift: drift((one) => one.handles),
    processesDrift: drift((one) => one.browserProcesses),
    pace: ratio((one) => one.rowsPerSecond / (one.yardstick ?? Number.NaN)),
    paceByClock: ratio((one) => one.rowsPerSecond),
    cpuPerRow: ratio((one) => one.cpuPerRow),
  };
}

it(`a worker that runs ${ROWS} rows stays as it was`, { timeout: 2 * HOUR_MS }, async () => {
  const worker = await startWorker();
  const parts = await runParts(worker);
  worker.cpu.stop();
  const found = judge(parts);
  console.table(parts.filter((_, no) => (no + 1) % PARTS_OF_500 === 0));
  console.log(found);
  await mkdir('reports', { recursive: true });
  await writeFile('reports/soak.json', JSON.stringify({ ...found, parts }, null, 2));

  for (const change of [found.openFilesDrift, found.handlesDrift, found.processesDrift])
    expect(Math.abs(change)).toBeLessThanOrEqual(HANDLES_VARY);
  if (!IS_WHOLE) return;
  expect(found.heapGrowthMb).toBeLessThan(1);
  expect(found.rssGrowthMb).toBeLessThan(1);
  // Rows a second, against the plain script beside them.
  expect(found.pace).toBeGreaterThanOrEqual(0.95);
});
