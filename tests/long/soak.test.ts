import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCpuMeter } from '@/bench/measure/cpu-meter';
import { openRunningSystem, type RunningSystem } from '@/tests/support/running-system';
import { judgeParts, type SoakPart } from '@/tests/support/soak/judge-parts';
import { measureWorker, type SoakedWorker } from '@/tests/support/soak/measure-worker';
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

async function runParts(worker: SoakedWorker): Promise<SoakPart[]> {
  const automation = await system.addAutomation('order-status');
  const count = ROWS / PART;
  const parts: SoakPart[] = [];
  let pace: number | null = null;
  for (let no = -PARTS_OF_500; no < count; no += 1) {
    const isCompared = no < PARTS_OF_500 || no >= count - PARTS_OF_500;
    const paceBefore = isCompared ? (pace ?? (await yardstick.rowsPerSecond())) : null;
    const cpuBefore = worker.cpu.seconds();
    const rowsPerSecond = await runPart(automation, no + PARTS_OF_500);
    const sample = await measureWorker(worker, (no + 1) * PART);
    pace = isCompared ? await yardstick.rowsPerSecond() : null;
    const part = {
      ...sample,
      rowsPerSecond,
      cpuPerRow: (sample.cpuSeconds - cpuBefore) / PART,
      yardstick: paceBefore && pace && (paceBefore + pace) / 2,
    };
    if (no >= 0) parts.push(part);
    if ((no + 1) % PARTS_OF_500 === 0) console.log(JSON.stringify(part));
  }
  return parts;
}

it(`a worker that runs ${ROWS} rows stays as it was`, { timeout: 2 * HOUR_MS }, async () => {
  const worker = await startWorker();
  const parts = await runParts(worker);
  worker.cpu.stop();
  const found = judgeParts(parts, { compared: PARTS_OF_500, memoryFrom: MEMORY_COUNTS_FROM });
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
