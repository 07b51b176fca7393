import type { Queryable } from '../transaction';

/** Makes as many lanes as the batch's concurrency asks for, and lets all of them look for rows from the start. */
export async function wakeLanes(db: Queryable, batchId: string): Promise<void> {
  await db.query(
    `insert into lane (batch_id, lane_no)
     select b.id, n from batch b, generate_series(0, b.concurrency - 1) n where b.id = $1
     on conflict do nothing`,
    [batchId],
  );
  await db.query(
    'update lane set available_at = now(), low_water = 0, waiting_reason = null where batch_id = $1',
    [batchId],
  );
}

/**
 * Lets a batch run (again): from any of `from` to running, with its end taken back.
 * @returns false when the batch is in none of these states.
 */
export async function setRunning(db: Queryable, batchId: string, from: readonly string[]): Promise<boolean> {
  const { rowCount } = await db.query(
    `update batch
        set state = 'running', reason = null, reason_text = null, outcome = null, finished_at = null,
            is_stopped = false, streak = 0, streak_fingerprint = null, started_at = coalesce(started_at, now())
      where id = $1 and state::text = any($2)`,
    [batchId, from],
  );
  if (rowCount === 1) await wakeLanes(db, batchId);
  return rowCount === 1;
}

/** Takes a finished batch's end back without letting it run: its rows wait until a person or a program starts it. */
export async function setReopened(db: Queryable, batchId: string): Promise<void> {
  await db.query(
    `update batch
        set state = 'paused', reason = 'person', reason_text = 'Rows were put back and wait to be started',
            outcome = null, finished_at = null, is_stopped = false, streak = 0, streak_fingerprint = null
      where id = $1`,
    [batchId],
  );
}
