import { releaseLane } from '../../lib/db/sql/release-lane';
import { seedBatch } from '../../tests/support/seed-batch';
import { type BenchCluster, openPool } from '../setup/bench-cluster';
import type { CleanUp } from '../setup/clean-up';
import { readTouchedBuffers } from './buffer-meter';
import { addLaneWorker, holdLane, runRow } from './lane-worker';
import type { ClaimCost } from './queue';

/** What rows of several batches cost, taken turn by turn as the scheduler gives them out. */
export interface BatchCost extends ClaimCost {
  /** Lanes taken and given back meanwhile, and the buffers that this touched. */
  readonly slices: number;
  readonly sliceBuffers: number;
}

/** The same for any number of batches. */
const PENDING = 100_000;
const LANES_PER_BATCH = 2;
const ROWS_PER_SLICE = 4;
const WARM_UP_ROWS = 40;

/** A database in which so many batches run, with as many rows in all as any other. */
export async function openBatches(cleanUp: CleanUp, cluster: BenchCluster, count: number) {
  const url = await cluster.createDatabase(`bench_batches_${count}`);
  const db = openPool(cleanUp, url, 1);
  for (let n = 0; n < count; n += 1) {
    await seedBatch(db, {
      rows: Math.ceil(PENDING / count),
      settings: { concurrency: LANES_PER_BATCH },
    });
  }
  await db.pool.query('vacuum');
  // A session each, so that what rows cost is counted apart from what lanes cost.
  const [rowDb, laneDb] = [openPool(cleanUp, url, 1), openPool(cleanUp, url, 1)];
  const workerId = await addLaneWorker(laneDb);
  const runSlices = async (rows: number) => {
    for (let done = 0; done < rows; done += ROWS_PER_SLICE) {
      const hold = await holdLane(laneDb, workerId);
      for (let n = 0; n < ROWS_PER_SLICE; n += 1) await runRow(rowDb, hold);
      await releaseLane(laneDb.pool, hold);
    }
  };
  await runSlices(WARM_UP_ROWS);
  return {
    measure: async (rows: number): Promise<BatchCost> => {
      const touched = () => Promise.all([rowDb, laneDb].map(({ pool }) => readTouchedBuffers(pool)));
      const [rowsBefore = 0, lanesBefore = 0] = await touched();
      const startedAtMs = performance.now();
      await runSlices(rows);
      const seconds = (performance.now() - startedAtMs) / 1000;
      const [rowsAfter = 0, lanesAfter = 0] = await touched();
      return {
        ...{ rows, seconds, buffers: rowsAfter - rowsBefore },
        ...{ slices: rows / ROWS_PER_SLICE, sliceBuffers: lanesAfter - lanesBefore },
      };
    },
  };
}
