import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { median } from '@/bench/measure/ratio';
import { endedJobs } from '@/lib/domain/job-state';
import { openRunningSystem, type RunningSystem } from '@/tests/support/running-system';
import { startCpuMeter } from '@/tests/support/soak/cpu-meter';
import {
  measureWorker,
  robustSlope,
  type SoakedWorker,
  type SoakSample,
} from '@/tests/support/soak/measure-worker';

/*
 * Many rows through one worker process. Before the first stretch that counts another one warms it up: plans, pools, compiled
 * code. FURROW_SOAK_ROWS=100 tries it in a minute or two; so few rows say nothing of memory and pace, which are told only.
 */
const ROWS = Number(process.env.FURROW_SOAK_ROWS ?? 5000);
const IS_WHOLE = ROWS >= 5000;
const STRETCH = Math.min(500, ROWS / 2);
const WARM_UP = STRETCH;
const SAMPLE_EVERY = STRETCH / 5;
const MEMORY_COUNTS_FROM = Math.min(1000, ROWS / 2);
const CONCURRENCY = 4;
const HOUR_MS = 3_600_000;
/** Between two moments: connections of the pages that just run. */
const HANDLES_VARY = 6;

let system: RunningSystem;
beforeAll(async () => {
  system = await openRunningSystem();
});
afterAll(() => system.close());

/** Its worker tells its memory, and runs as many rows at once as it would by itself. */
async function startWorker(): Promise<SoakedWorker> {
  const memoryFile = join(system.dataDir, 'memory.json');
  const slots = Math.max(2, availableParallelism());
  const worker = await system.startWorker(slots, {
    nodeArguments: ['--import', './tests/support/soak/tell-memory.mjs'],
    env: { MEMORY_FILE: memoryFile },
  });
  return { ...worker, memoryFile, cpu: startCpuMeter(worker.pid) };
}

async function startRows(): Promise<string> {
  const automation = await system.addAutomation('order-status');
  const numbers = Array.from({ length: WARM_UP + ROWS }, (_, no) => `BM-${String(no).padStart(4, '0')}`);
  const settings = { concurrency: CONCURRENCY, evidence: { screenshot: 'on_failure' as const } };
  return system.startBatch(`order_no\n${numbers.join('\n')}\n`, { automation, settings });
}

/** Rows are counted from the end of the warm-up. */
async function sample(worker: SoakedWorker, batchId: string): Promise<SoakSample[]> {
  const samples: SoakSample[] = [];
  for (let target = 0; target <= ROWS; target += SAMPLE_EVERY) {
    const isReached = (count: number) => count >= WARM_UP + target;
    const { counts } = await system.waitForBatch(batchId, HOUR_MS, (batch) =>
      isReached(endedJobs(batch.counts)),
    );
    const found = await measureWorker(worker, endedJobs(counts) - WARM_UP);
    samples.push(found);
    if (target % STRETCH === 0) console.log(JSON.stringify(found));
  }
  return samples;
}

/** Seconds that each stretch of counted rows took, by the database's clock. */
async function secondsOfStretches(batchId: string): Promise<number[]> {
  const { rows } = await system.context.db.pool.query<{ at: number }>(
    'select extract(epoch from ended_at)::float8 as at from attempt where batch_id = $1 order by ended_at',
    [batchId],
  );
  const ends = Array.from(
    { length: ROWS / STRETCH + 1 },
    (_, no) => rows[WARM_UP + no * STRETCH - 1]?.at ?? 0,
  );
  return ends.slice(1).map((at, no) => at - (ends[no] ?? 0));
}

it(`a worker that runs ${ROWS} rows stays as it was`, { timeout: 2 * HOUR_MS }, async () => {
  const worker = await startWorker();
  const batchId = await startRows();
  const samples = await sample(worker, batchId);
  worker.cpu.stop();
  const batch = await system.waitForBatch(batchId, HOUR_MS);
  expect(batch.counts.completed).toBe(WARM_UP + ROWS);

  const seconds = await secondsOfStretches(batchId);
  const stretches = seconds.map((time, no) => {
    const [from, to] = [samples[(no * STRETCH) / SAMPLE_EVERY], samples[((no + 1) * STRETCH) / SAMPLE_EVERY]];
    if (!from || !to) throw new Error(`Stretch ${no + 1} was not measured`);
    return {
      ...to,
      rowsPerSecond: STRETCH / time,
      cpuPerRow: (to.cpuSeconds - from.cpuSeconds) / (to.rows - from.rows),
    };
  });
  const [first, last] = [stretches[0], stretches.at(-1)];
  const counted = samples.filter(({ rows }) => rows >= MEMORY_COUNTS_FROM);
  const growth = (read: (one: SoakSample) => number) =>
    500 * robustSlope(counted.map((one) => [one.rows, read(one)]));
  const drift = (read: (one: SoakSample) => number) =>
    median(samples.slice(-5).map(read)) - median(samples.slice(0, 5).map(read));
  const found = {
    date: new Date().toISOString(),
    heapGrowthMb: growth((one) => one.workerHeapMb),
    rssGrowthMb: growth((one) => one.workerRssMb),
    openFilesDrift: drift((one) => one.openFiles),
    handlesDrift: drift((one) => one.handles),
    processesDrift: drift((one) => one.browserProcesses),
    pace: (last?.rowsPerSecond ?? 0) / (first?.rowsPerSecond ?? 0),
    paceByCpu: (first?.cpuPerRow ?? 0) / (last?.cpuPerRow ?? 0),
  };
  console.table(stretches);
  console.log(found);
  await mkdir('reports', { recursive: true });
  await writeFile('reports/soak.json', JSON.stringify({ ...found, stretches, samples }, null, 2));

  for (const change of [found.openFilesDrift, found.handlesDrift, found.processesDrift])
    expect(Math.abs(change)).toBeLessThanOrEqual(HANDLES_VARY);
  if (!IS_WHOLE) return;
  expect(found.heapGrowthMb).toBeLessThan(1);
  expect(found.rssGrowthMb).toBeLessThan(1);
  // Another program of this machine slows the clock, and costs the rows less CPU than that: one of both must hold.
  expect(Math.max(found.pace, found.paceByCpu)).toBeGreaterThanOrEqual(0.95);
});
