import type { Queryable } from '../transaction';
import { renewAccountHeads } from './batch-accounts';

// After a change of the rate nobody waits longer than the new one asks.
const RATE = `
insert into batch_rate (batch_id)
select id from batch where id = $1 and (settings ->> 'rate_per_minute')::float8 > 0
on conflict (batch_id) do update set next_at = least(batch_rate.next_at, now() + make_interval(
  secs => 60 / (select (settings ->> 'rate_per_minute')::float8 from batch where id = $1)))`;

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
  await db.query(RATE, [batchId]);
  await renewAccountHeads(db, batchId);
}

// The canary's last row is the K-th job, if there are more. It is set once, and gone when a person went on after it.
const CANARY_UNTIL = `
case when b.state = 'ready' then (
       select case when count(*) > n.canary then (array_agg(f.row_index order by f.row_index))[n.canary] end
         from (select coalesce((b.settings ->> 'canary')::int, 0) as canary) n
        cross join lateral (select row_index from job j where j.batch_id = b.id and n.canary > 0
                             order by row_index limit n.canary + 1) f
        group by n.canary)
     when b.state = 'finished' or (b.reason = 'canary' and $3) then null
     else b.canary_until end`;

const SET_RUNNING = `
update batch b
   set state = 'running', reason = null, reason_text = null, outcome = null, finished_at = null, archived_at = null,
       is_stopped = false, gives_back = false, streak = 0, streak_fingerprint = null, started_at = coalesce(started_at, now()),
       running_since = now(),
       canary_until = ${CANARY_UNTIL}, brake_base_ended = c.ended, brake_base_wrong = c.wrong
  from (select coalesce(sum(completed + failed + unconfirmed), 0)::int as ended,
               coalesce(sum(failed + unconfirmed), 0)::int as wrong
          from batch_bucket where batch_id = $1) c
 where b.id = $1 and b.state::text = any($2)`;

/**
 * Lets a batch run (again): from any of `from` to running, with its end taken back. The brakes count anew.
 * @param passesCanary false: a batch that waits after its canary waits there again
 * @returns false when the batch is in none of these states.
 */
export async function setRunning(
  db: Queryable,
  batchId: string,
  from: readonly string[],
  passesCanary = true,
): Promise<boolean> {
  const { rowCount } = await db.query(SET_RUNNING, [batchId, from, passesCanary]);
  if (rowCount === 1) await wakeLanes(db, batchId);
  return rowCount === 1;
}

/** Takes a finished batch's end back without letting it run: its rows wait until a person or a program starts it. */
export async function setReopened(db: Queryable, batchId: string): Promise<void> {
  await db.query(
    `update batch
        set state = 'paused', reason = 'person', reason_text = 'Rows were put back and wait to be started',
            outcome = null, finished_at = null, archived_at = null, is_stopped = false, streak = 0, streak_fingerprint = null
      where id = $1`,
    [batchId],
  );
}

/**
 * Takes failed or unconfirmed rows that were put back out of what the failure rate counts from, so that it does not count
 * them twice.
 * @param failed how many rows
 */
export async function lowerBrakeBase(db: Queryable, batchId: string, failed: number): Promise<void> {
  await db.query(
    'update batch set brake_base_ended = brake_base_ended - $2, brake_base_wrong = brake_base_wrong - $2 where id = $1',
    [batchId, failed],
  );
}
