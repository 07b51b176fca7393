import type { JobState } from '../../domain/job-state';
import type { Queryable } from '../transaction';

/** Which jobs to retry: all of these states, narrowed by a failure group or by rows. */
export interface RetrySelection {
  readonly states: readonly JobState[];
  readonly fingerprint?: string;
  readonly rowIndexes?: readonly number[];
}

export interface RetriedJob {
  readonly rowIndex: number;
  readonly originalState: JobState;
  readonly originalError: string | null;
}

const SQL = `
with chosen as materialized (
  select j.row_index, j.state, j.attempt_count from job j
   where j.batch_id = $1 and j.state::text = any($2)
     and ($3::text is null or j.fingerprint = $3)
     and ($4::int[] is null or j.row_index = any($4))
   order by j.row_index
     for update
), moved as (
  update job j
     set state = 'pending', run_at = now(), ended_at = null, duration_ms = null, fingerprint = null,
         round = j.round + 1, failed_count = 0, lost_count = 0
    from chosen c where j.batch_id = $1 and j.row_index = c.row_index
), per_bucket as (
  select c.row_index / b.bucket_size as bucket_no, count(*)::int as n,
         count(*) filter (where c.state = 'failed')::int as failed,
         count(*) filter (where c.state = 'stopped')::int as stopped,
         count(*) filter (where c.state = 'unconfirmed')::int as unconfirmed
    from chosen c, batch b where b.id = $1 group by 1
), counted as (
  update batch_bucket k
     set pending = k.pending + p.n, failed = k.failed - p.failed, stopped = k.stopped - p.stopped,
         unconfirmed = k.unconfirmed - p.unconfirmed
    from per_bucket p where k.batch_id = $1 and k.bucket_no = p.bucket_no
)
select (select count(*)::int from chosen) as retried, c.row_index, c.state, a.failure_message
  from (select * from chosen order by row_index limit $5) c
  left join attempt a on a.batch_id = $1 and a.row_index = c.row_index and a.attempt_no = c.attempt_count`;

/**
 * Moves the selected jobs back to pending with a full budget of retries. The caller has locked the batch row.
 * @param detailLimit how many jobs to describe in `details`; all are counted.
 */
export async function retryJobs(
  db: Queryable,
  batchId: string,
  selection: RetrySelection,
  detailLimit: number,
): Promise<{ retried: number; details: RetriedJob[] }> {
  const { rows } = await db.query<{
    retried: number;
    row_index: number;
    state: JobState;
    failure_message: string | null;
  }>(SQL, [
    batchId,
    selection.states,
    selection.fingerprint ?? null,
    selection.rowIndexes ?? null,
    detailLimit,
  ]);
  return {
    retried: rows[0]?.retried ?? 0,
    details: rows.map((row) => ({
      rowIndex: row.row_index,
      originalState: row.state,
      originalError: row.failure_message,
    })),
  };
}
