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
   where j.batch_id = $1 and j.row_index = $2 and j.state::text = any($3)
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
)
update batch_bucket k
   set pending = k.pending - ($6 = 'pending')::int + ($4 = 'pending')::int,
       unconfirmed = k.unconfirmed - ($6 = 'unconfirmed')::int,
       completed = k.completed + ($4 = 'completed')::int, failed = k.failed + ($4 = 'failed')::int
  from moved m, batch b
 where b.id = $1 and k.batch_id = $1 and k.bucket_no = m.row_index / b.bucket_size`;

/**
 * Moves one job from exactly `from` by hand; false when it is not in that state.
 * @param message kept as the attempt's message, for people.
 */
export async function setJobState(
  db: Queryable,
  job: { batchId: string; rowIndex: number },
  from: JobState,
  to: 'completed' | 'failed' | 'pending',
  message: string | null,
): Promise<boolean> {
  const { rowCount } = await db.query(SQL, [job.batchId, job.rowIndex, [from], to, message, from]);
  return rowCount === 1;
}
