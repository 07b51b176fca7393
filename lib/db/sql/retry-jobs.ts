import type { JobFilter } from '../../domain/job-filter';
import type { JobState } from '../../domain/job-state';
import type { Queryable } from '../transaction';
import { JOB_SOURCES_SQL } from './job-row';
import { matchSql, needsSources } from './match-jobs';
import { SqlValues } from './sql-values';

/** Which jobs to retry: all of these states, narrowed by whatever else is given. */
export interface RetrySelection extends Omit<JobFilter, 'states'> {
  readonly states: readonly JobState[];
  readonly rowIndexes?: readonly number[];
  /** These stay as they are. */
  readonly exceptRows?: readonly number[];
}

export interface RetriedJob {
  readonly rowIndex: number;
  readonly originalState: JobState;
  readonly originalError: string | null;
}

function chosenSql(selection: RetrySelection, batch: string, values: SqlValues): string {
  const { states, rowIndexes, exceptRows, fromRow, toRow } = selection;
  const parts = [`j.state = any(${values.add(states, 'job_state[]')})`];
  if (rowIndexes) parts.push(`j.row_index = any(${values.add(rowIndexes, 'int[]')})`);
  if (exceptRows) parts.push(`j.row_index <> all(${values.add(exceptRows, 'int[]')})`);
  if (fromRow !== undefined) parts.push(`j.row_index >= ${values.add(fromRow, 'bigint')}`);
  if (toRow !== undefined) parts.push(`j.row_index <= ${values.add(toRow, 'bigint')}`);
  return `
  select j.row_index, j.state, j.attempt_count from job j ${needsSources(selection) ? JOB_SOURCES_SQL : ''}
   where j.batch_id = ${batch} and ${parts.join(' and ')} ${matchSql(selection, values)}
   order by j.row_index
     for update of j`;
}

const retrySql = (chosen: string, batch: string, detailLimit: string) => `
with chosen as materialized (${chosen}
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
)
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
  selection: RetrySelection,
  detailLimit: number,
): Promise<{ retried: number; details: RetriedJob[] }> {
  const values = new SqlValues();
  const batch = values.add(batchId, 'uuid');
  const text = retrySql(chosenSql(selection, batch, values), batch, values.add(detailLimit, 'int'));
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
