import type { Pool } from 'pg';
import type { AttemptRecord, LaneHold } from '../../domain/lane';
import { attemptColumns, CLOSE_ATTEMPT_SQL } from './close-attempt';
import { type Brake, moveBreaker } from './move-breaker';
import { planVerificationSql } from './plan-verification';

// Guarded by the lane's epoch and running row: when the lane was reclaimed meanwhile, not one of these writes happens.
const SQL = `
with held as materialized (
  update lane set running_row = null
   where batch_id = $1 and lane_no = $2 and epoch = $3 and worker_id = $4 and running_row = $5
  returning has_holds
), b as materialized (
  select bucket_size, streak > 0 as has_streak from batch where id = $1
), ${CLOSE_ATTEMPT_SQL}, moved as (
  update job
     set state = $22::job_state,
         run_at = case when $22 = 'pending' then now() + make_interval(secs => $23) end,
         ended_at = case when $22 <> 'pending' then now() end,
         duration_ms = $8,
         failed_count = failed_count + case when $7 = 'failed' then 1 else 0 end,
         fingerprint = $24
   where batch_id = $1 and row_index = $5 and state = 'running' and exists (select from held)
  returning row_index, automation_no
), planned as (${planVerificationSql("$22 = 'unconfirmed'")}
), counted as (
  update batch_bucket k
     set running = k.running - 1,
         pending = k.pending + ($22 = 'pending')::int, completed = k.completed + ($22 = 'completed')::int,
         failed = k.failed + ($22 = 'failed')::int, stopped = k.stopped + ($22 = 'stopped')::int,
         unconfirmed = k.unconfirmed + ($22 = 'unconfirmed')::int
   where k.batch_id = $1 and exists (select from moved)
     and k.bucket_no = (select $5 / bucket_size from b)
), left_places as (
  update host_place set batch_id = null, lane_no = null
   where batch_id = $1 and lane_no = $2 and exists (select from held where has_holds)
), left_account as (
  -- Its next head: the lowest of the account's other pending rows, and of this one when it is retried.
  update batch_account set lane_no = null, (head_row, available_at) = (
    select h.row_index, coalesce(h.run_at, '-infinity') from (select 1) one left join lateral (
      select row_index, run_at from (
        (select j.row_index, j.run_at from job j
          where j.batch_id = $1 and j.account_no = batch_account.no and j.state = 'pending'
          order by j.row_index limit 1)
        union all
        select $5, now() + make_interval(secs => $23) where $22 = 'pending'
      ) p order by row_index limit 1
    ) h on true)
   where batch_id = $1 and lane_no = $2 and exists (select from held where has_holds)
)
select count(*)::int as moved, (select has_streak from b) as has_streak from moved`;

/**
 * Writes everything an attempt did and moves its job, in one statement. False: the lane is no longer this worker's,
 * and nothing was written.
 */
export async function recordAttempt(
  pool: Pool,
  hold: LaneHold,
  record: AttemptRecord,
  brake: Brake,
): Promise<boolean> {
  const { rows } = await pool.query<{ moved: number; has_streak: boolean }>({
    name: 'record-attempt',
    text: SQL,
    values: parameters(hold, record),
  });
  const [written] = rows;
  if (written?.moved !== 1) return false;
  const isAfterFailure = written.has_streak;
  await moveBreaker(pool, hold.batchId, record, { ...brake, isAfterFailure });
  return true;
}

function parameters(hold: LaneHold, record: AttemptRecord): unknown[] {
  const { decision, fingerprint } = record;
  return [...attemptColumns(hold, record), decision.state, decision.retryInSeconds ?? 0, fingerprint];
}
