import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../lib/db/connect';
import { holdLane, runRow } from '../claims/lane-worker';

export const ROWS_PER_SECOND = 50;

/**
 * Has rows end at a steady pace, by a worker without a browser.
 * @returns when each row was committed, by the database's clock
 */
export async function runSteadily(db: Database, workerId: string, rows: number): Promise<number[]> {
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
