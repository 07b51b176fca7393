import type { Database } from '../../lib/db/connect';
import { seedBatch } from '../../tests/support/seed-batch';
import { type BenchCluster, openPool } from '../setup/bench-cluster';
import { CleanUp } from '../setup/clean-up';
import { readTouchedBuffers } from './buffer-meter';
import { addLaneWorker, holdLane, runRow } from './lane-worker';

export interface ClaimCost {
  readonly rows: number;
  readonly buffers: number;
  readonly seconds: number;
}

/** A database with one batch of so many pending rows. */
export interface Queue {
  readonly pending: number;
  /** Works with this many lanes at once, while an old snapshot is open or not. */
  open(concurrency: number, withOldSnapshot: boolean): Promise<OpenQueue>;
}

export interface OpenQueue {
  measure(rows: number): Promise<ClaimCost>;
  close(): Promise<void>;
}

/** Claims and records this many rows in a lane that it holds. */
type LaneWorker = (rows: number) => Promise<void>;

const MOST_LANES = 4;
// Prepared statements get their lasting plan after five runs; the catalogue is read before that.
const WARM_UP_ROWS = 40;

export async function seedQueue(cleanUp: CleanUp, cluster: BenchCluster, pending: number): Promise<Queue> {
  const url = await cluster.createDatabase(`bench_claims_${pending}`);
  const db = openPool(cleanUp, url, 2);
  const batchId = await seedBatch(db, { rows: pending, settings: { concurrency: MOST_LANES } });
  return { pending, open: (concurrency, old) => openLanes(db, batchId, concurrency, old) };
}

async function openLanes(
  db: Database,
  batchId: string,
  concurrency: number,
  withOldSnapshot: boolean,
): Promise<OpenQueue> {
  const cleanUp = new CleanUp();
  await db.pool.query('vacuum');
  await db.pool.query('update batch set concurrency = $2 where id = $1', [batchId, concurrency]);
  const lanes = Array.from({ length: concurrency }, () => openPool(cleanUp, db.url, 1));
  const workers: LaneWorker[] = [];
  for (const lane of lanes) {
    const hold = await holdLane(lane, await addLaneWorker(lane));
    workers.push(async (rows) => {
      for (let n = 0; n < rows; n += 1) await runRow(lane, hold);
    });
  }
  cleanUp.add(async () => {
    await db.pool.query('update lane set worker_id = null, low_water = 0 where batch_id = $1', [batchId]);
  });
  if (withOldSnapshot) await holdSnapshot(db, cleanUp);
  await Promise.all(workers.map((run) => run(WARM_UP_ROWS)));
  return {
    measure: (rows) => measure(lanes, workers, rows / concurrency),
    close: () => cleanUp.run(),
  };
}

/** As a long report or a backup does: no row version that dies from now on may be removed. */
async function holdSnapshot(db: Database, cleanUp: CleanUp): Promise<void> {
  const client = await db.pool.connect();
  cleanUp.add(async () => {
    await client.query('rollback');
    client.release();
  });
  await client.query('begin isolation level repeatable read');
  await client.query('select count(*) from lane');
}

async function measure(
  lanes: readonly Database[],
  workers: readonly LaneWorker[],
  rowsEach: number,
): Promise<ClaimCost> {
  const touched = async () => {
    const counts = await Promise.all(lanes.map(({ pool }) => readTouchedBuffers(pool)));
    return counts.reduce((sum, count) => sum + count, 0);
  };
  const before = await touched();
  const startedAtMs = performance.now();
  await Promise.all(workers.map((run) => run(rowsEach)));
  const seconds = (performance.now() - startedAtMs) / 1000;
  const buffers = (await touched()) - before;
  return { rows: rowsEach * lanes.length, buffers, seconds };
}
