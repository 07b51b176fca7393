import type { JobState } from '../../domain/job-state';
import type { Queryable } from '../transaction';
import { type JobSelection, type Stretch, selectedSql, stretchSql } from './select-jobs';
import { SqlValues } from './sql-values';

export interface RetriedJob {
  readonly rowIndex: number;
  readonly originalState: JobState;
  readonly originalError: string | null;
}

const retrySql = (selected: string, batch: string, limit = '') => `
with chosen as materialized (
  select j.row_index, j.state, j.attempt_count ${selected}
   order by j.row_index ${limit}
     for update of j
), moved as (
  update job j
     set state = 'pending', run_at = now(), ended_at = null, duration_ms = null, fingerprint = null,
         round = j.round + 1, failed_count = 0, lost_count = 0
    from chosen c where j.batch_id = ${batch} and j.row_index = c.row_index
), per_bucket as (
  select c.row_index / b.bucket_size as bucket_no, count(*)::int as n,
         count(*) filter (where c.state = 'failed')::int as failed,
         count(*) filter (where c.state = 'stopped')::int as stopped,
         count(*) filter (where c.state = 'unconfirmed')::int as unconfirmed
    from chosen c, batch b where b.id = ${batch} group by 1
), counted as (
  update batch_bucket k
     set pending = k.pending + p.n, failed = k.failed - p.failed, stopped = k.stopped - p.stopped,
         unconfirmed = k.unconfirmed - p.unconfirmed
    from per_bucket p where k.batch_id = ${batch} and k.bucket_no = p.bucket_no
)`;

const detailsSql = (batch: string, detailLimit: string) => `
select (select count(*)::int from chosen) as retried, c.row_index, c.state, a.failure_message
  from (select * from chosen order by row_index limit ${detailLimit}) c
  left join attempt a on a.batch_id = ${batch} and a.row_index = c.row_index and a.attempt_no = c.attempt_count`;

/**
 * Moves the selected jobs back to pending with a full budget of retries. The caller has locked the batch row.
 * @param detailLimit how many jobs to describe in `details`; all are counted.
 */
export async function retryJobs(
  db: Queryable,
  batchId: string,
  selection: JobSelection,
  detailLimit: number,
): Promise<{ retried: number; details: RetriedJob[] }> {
  const values = new SqlValues();
  const batch = values.add(batchId, 'uuid');
  const text =
    retrySql(selectedSql(selection, batch, values), batch) +
    detailsSql(batch, values.add(detailLimit, 'int'));
  const { rows } = await db.query<{
    retried: number;
    row_index: number;
    state: JobState;
    failure_message: string | null;
  }>(text, values.list);
  return {
    retried: rows[0]?.retried ?? 0,
    details: rows.map((row) => ({
      rowIndex: row.row_index,
      originalState: row.state,
      originalError: row.failure_message,
    })),
  };
}

export interface RetriedStretch {
  readonly retried: number;
  /** Of them, those that had failed. */
  readonly failed: number;
  /** The last of them, or null when there was none. */
  readonly lastRow: number | null;
}

/** Moves the next rows of a selection back to pending, in the order of the rows. The caller has locked the batch row. */
export async function retryStretch(
  db: Queryable,
  batchId: string,
  selection: JobSelection,
  stretch: Stretch,
): Promise<RetriedStretch> {
  const values = new SqlValues();
  const batch = values.add(batchId, 'uuid');
  const selected = `${selectedSql(selection, batch, values)} ${stretchSql(stretch, values)}`;
  const limit = `limit ${values.add(stretch.limit, 'int')}`;
  const { rows } = await db.query<RetriedStretch>(
    `${retrySql(selected, batch, limit)}
     select count(*)::int as retried, count(*) filter (where state = 'failed')::int as failed,
            max(row_index) as "lastRow" from chosen`,
    values.list,
  );
  return rows[0] as RetriedStretch;
}
