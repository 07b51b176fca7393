import type { Pool } from 'pg';
import type { AttemptRecord, LaneHold } from '../../domain/lane';
import { freeHolds, renewAccountHeads } from './batch-accounts';
import { attemptColumns, CLOSE_ATTEMPT_SQL } from './close-attempt';

// Fenced like a run's record. The job moves only while it still waits for this very answer: when a person decided
// meanwhile, the attempt is kept and nothing else happens. An attempt that was ended from outside counts for nothing.
const SQL = `
with held as materialized (
  update lane
     set running_row = null, low_water = case when $22 = 'pending' then least(low_water, $5) else low_water end
   where batch_id = $1 and lane_no = $2 and epoch = $3 and worker_id = $4 and running_row = $5
  returning has_holds
), ${CLOSE_ATTEMPT_SQL}, asked as (
  update job_verification v
     set asking_attempt = null, not_found_count = $23, unanswered_count = $24,
         answer = coalesce($25::verification_answer, v.answer),
         answered_at = case when $25 is null then v.answered_at else now() end,
         no_counts_from = coalesce(now() + make_interval(secs => $26), v.no_counts_from),
         due_at = case when $27::float8 is not null and b.state <> 'stopping'
                       then greatest(now() + make_interval(secs => $27),
                                     coalesce(now() + make_interval(secs => $26), v.no_counts_from)) end
    from batch b
   where v.batch_id = $1 and v.row_index = $5 and v.asking_attempt = $6 and b.id = $1 and exists (select from held)
  returning 1
), moved as (
  update job
     set state = $22::job_state, fingerprint = null,
         run_at = case when $22 = 'pending' then now() end,
         ended_at = case when $22 = 'pending' then null else now() end,
         failed_count = failed_count + ($22 = 'pending')::int
   where batch_id = $1 and row_index = $5 and state = 'unconfirmed' and $22 <> 'unconfirmed'
     and exists (select from asked)
  returning row_index
), counted as (
  update batch_bucket k
     set unconfirmed = k.unconfirmed - 1, completed = k.completed + ($22 = 'completed')::int,
         pending = k.pending + ($22 = 'pending')::int
   where k.batch_id = $1 and exists (select from moved)
     and k.bucket_no = (select $5 / bucket_size from batch where id = $1)
)
select (select count(*)::int from held) as held, (select has_holds from held) as has_holds`;

/** Writes what the site said about a row, in one statement. False: the lane is no longer this worker's. */
export async function recordVerification(
  pool: Pool,
  hold: LaneHold,
  record: AttemptRecord,
): Promise<boolean> {
  const { verification } = record;
  if (!verification) throw new Error('recordVerification needs the record of a verification');
  const { rows } = await pool.query<{ held: number; has_holds: boolean }>({
    name: 'record-verification',
    text: SQL,
    values: [
      ...attemptColumns(hold, record),
      verification.decision.state,
      verification.decision.notFoundCount,
      verification.decision.unansweredCount,
      verification.answer,
      verification.decision.isCountedNo ? verification.settleSeconds : null,
      verification.decision.askAgainInSeconds,
    ],
  });
  if (rows[0]?.held !== 1) return false;
  // Rare, and a worker that dies before gives them back with its lane.
  if (rows[0].has_holds) await freeHolds(pool, hold.batchId, hold.laneNo);
  if (verification.decision.state === 'pending') await renewAccountHeads(pool, hold.batchId);
  return true;
}
