import { setTimeout as sleep } from 'node:timers/promises';
import { seedBatch } from '../../tests/support/seed-batch';
import { readTouchedBuffers } from '../claims/buffer-meter';
import { addLaneWorker } from '../claims/lane-worker';
import type { BenchOptions, BenchReport } from '../report/report';
import { openBenchCluster, openPool } from '../setup/bench-cluster';
import type { CleanUp } from '../setup/clean-up';
import { type BloatSelection, readBloatSelection } from './bloat-options';
import { type BloatSample, reportBloat } from './bloat-report';
import { type PacedLane, startPacedLane } from './paced-lane';
import { readTableSizes } from './table-sizes';

/** Pending at the start: a run that long leaves most of them. */
const PENDING = 1_000_000;
const SAMPLE_MS = 60_000;

/** What a long run leaves behind in the database's tables, with autovacuum as in production. */
export async function measureBloat(options: BenchOptions, cleanUp: CleanUp): Promise<BenchReport> {
  const selection = readBloatSelection(options.bloat);
  if (!selection) throw new Error('--minutes, --lanes and --pace are numbers: see docs/performance.md');
  const { minutes, lanes, pace } = selection;
  const rows = Math.max(PENDING, minutes * 60 * pace * 2);
  const cluster = await openBenchCluster(cleanUp);
  const url = await cluster.createDatabase('bench_bloat');
  const db = openPool(cleanUp, url, 2);
  options.log(`seeding ${rows.toLocaleString('en')} pending rows`);
  await seedBatch(db, { rows, settings: { concurrency: lanes } });
  const samples = await runLanes(selection, { cleanUp, url, log: options.log });
  return reportBloat(selection, rows, samples);
}

interface RunParts {
  readonly cleanUp: CleanUp;
  readonly url: string;
  readonly log: (line: string) => void;
}

async function runLanes(
  { minutes, lanes, pace }: BloatSelection,
  { cleanUp, url, log }: RunParts,
): Promise<BloatSample[]> {
  const ending = new AbortController();
  const rowsPerSecond = pace / lanes;
  const db = openPool(cleanUp, url, 1);
  const pools = Array.from({ length: lanes }, () => openPool(cleanUp, url, 1));
  const running: PacedLane[] = [];
  for (const pool of pools) {
    const workerId = await addLaneWorker(pool);
    running.push(startPacedLane(pool, workerId, { rowsPerSecond, signal: ending.signal }));
  }
  const failed = Promise.all(running.map(({ ended }) => ended));
  failed.catch(() => undefined);
  const counts = async () => ({
    rows: running.reduce((sum, lane) => sum + lane.rows, 0),
    buffers: (await Promise.all(pools.map(({ pool }) => readTouchedBuffers(pool)))).reduce(
      (a, b) => a + b,
      0,
    ),
  });
  const samples: BloatSample[] = [];
  let before = await counts();
  for (let minute = 1; minute <= minutes; minute += 1) {
    await Promise.race([sleep(SAMPLE_MS), failed]);
    const now = await counts();
    const [done, buffers] = [now.rows - before.rows, now.buffers - before.buffers];
    samples.push({ minute, rows: done, buffers, tables: await readTableSizes(db.pool) });
    before = now;
    log(`minute ${minute}: ${done} rows, ${(buffers / done).toFixed(1)} buffers a row`);
  }
  ending.abort();
  await failed;
  return samples;
}
