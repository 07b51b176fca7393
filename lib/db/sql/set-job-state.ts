import type { JobState } from '../../domain/job-state';
import type { Queryable } from '../transaction';

// A change by a person or the API is an attempt of its own (lane -1), so that its message and time stay in the history.
const SQL = `
with moved as (
  update job j
     set state = ($4::text)::job_state, run_at = case when $4 = 'pending' then now() end,
         ended_at = case when $4 <> 'pending' then now() end,
         attempt_count = j.attempt_count + 1, fingerprint = null,
         round = j.round + ($4 = 'pending')::int,
         failed_count = case when $4 = 'pending' then 0 else j.failed_count end,
         lost_count = case when $4 = 'pending' then 0 else j.lost_count end
   where j.batch_id = $1 and j.row_index = any($2::int[]) and j.state::text = $3
  returning j.row_index, j.attempt_count, j.round, j.automation_no
), noted as (
  insert into attempt (batch_id, row_index, attempt_no, state, round, lane_no, epoch, automation_version,
                       ended_at, duration_ms, failure_kind, failure_code, failure_message, output)
  select $1, m.row_index, m.attempt_count, case when $4 = 'pending' then 'given_back' else $4 end::attempt_state,
         m.round, -1, 0,
         coalesce(b.automation_version, (select p.version from batch_automation p
                                          where p.batch_id = $1 and p.no = m.automation_no), 0), now(), 0,
         case when $4 = 'failed' then 'target_rejected'::failure_kind end,
         case when $4 = 'failed' then 'set_by_person' end, $5,
         (select a.output from attempt a where a.batch_id = $1 and a.row_index = m.row_index
           and a.attempt_no = m.attempt_count - 1)
    from moved m, batch b where b.id = $1
), per_bucket as (
  select m.row_index / b.bucket_size as bucket_no, count(*)::int as n from moved m, batch b where b.id = $1 group by 1
), counted as (
  update batch_bucket k
     set pending = k.pending + p.n * (($4 = 'pending')::int - ($3 = 'pending')::int),
         unconfirmed = k.unconfirmed - p.n * ($3 = 'unconfirmed')::int,
         completed = k.completed + p.n * ($4 = 'completed')::int, failed = k.failed + p.n * ($4 = 'failed')::int
    from per_bucket p where k.batch_id = $1 and k.bucket_no = p.bucket_no
)
select row_index from moved order by row_index`;

/**
 * Moves jobs from exactly `from` by hand. One that is in another state stays as it is.
 * @param message kept as the attempt's message, for people
 * @returns the row indexes of those that moved, ascending
 */
export async function setJobStates(
  db: Queryable,
  jobs: { readonly batchId: string; readonly rowIndexes: readonly number[] },
  from: JobState,
  to: 'completed' | 'failed' | 'pending',
  message: string | null,
): Promise<number[]> {
  const { rows } = await db.query<{ row_index: number }>(SQL, [
    jobs.batchId,
    jobs.rowIndexes,
    from,
    to,
    message,
  ]);
  return rows.map((row) => row.row_index);
}

/** The same of one job; false when it is not in that state. */
export async function setJobState(
  db: Queryable,
  { batchId, rowIndex }: { readonly batchId: string; readonly rowIndex: number },
  from: JobState,
  to: 'completed' | 'failed' | 'pending',
  message: string | null,
): Promise<boolean> {
  const moved = await setJobStates(db, { batchId, rowIndexes: [rowIndex] }, from, to, message);
  return moved.length === 1;
}
