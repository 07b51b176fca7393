import type { JobFilter } from '../../domain/job-filter';
import type { JobState } from '../../domain/job-state';
import type { Queryable } from '../transaction';
import { JOB_SOURCES_SQL } from './job-row';
import { matchSql, needsSources } from './match-jobs';
import { SqlValues } from './sql-values';

/** Which jobs to change: all of these states, narrowed by whatever else is given. JSON can hold it. */
export interface JobSelection extends Omit<JobFilter, 'states'> {
  readonly states: readonly JobState[];
  readonly rowIndexes?: readonly number[];
  /** These stay as they are. */
  readonly exceptRows?: readonly number[];
  /** ISO time, to the millisecond: rows that ended later were not there when somebody looked. */
  readonly endedUntil?: string;
}

/** A part of a selection: at most so many rows from a row on, and only those that had ended by a time. */
export interface Stretch {
  readonly fromRow: number;
  readonly limit: number;
  /** As PostgreSQL reads it. A row that was put back, ran and failed again ended later. */
  readonly endedBy: string;
}

/** The condition on the rows of a selection, with what it has to join. @param batch place of the batch's id */
export function selectedSql(selection: JobSelection, batch: string, values: SqlValues): string {
  const { states, rowIndexes, exceptRows, fromRow, toRow, endedUntil } = selection;
  const parts = [`j.state = any(${values.add(states, 'job_state[]')})`];
  if (rowIndexes) parts.push(`j.row_index = any(${values.add(rowIndexes, 'int[]')})`);
  if (exceptRows) parts.push(`j.row_index <> all(${values.add(exceptRows, 'int[]')})`);
  if (fromRow !== undefined) parts.push(`j.row_index >= ${values.add(fromRow, 'bigint')}`);
  if (toRow !== undefined) parts.push(`j.row_index <= ${values.add(toRow, 'bigint')}`);
  if (endedUntil !== undefined) {
    parts.push(`date_trunc('milliseconds', j.ended_at) <= ${values.add(endedUntil, 'timestamptz')}`);
  }
  return `from job j ${needsSources(selection) ? JOB_SOURCES_SQL : ''}
   where j.batch_id = ${batch} and ${parts.join(' and ')} ${matchSql(selection, values)}`;
}

/** Narrows a selection to a stretch of it. */
export function stretchSql({ fromRow, endedBy }: Omit<Stretch, 'limit'>, values: SqlValues): string {
  return `and j.row_index >= ${values.add(fromRow, 'bigint')} and j.ended_at <= ${values.add(endedBy, 'timestamptz')}`;
}

/** Rows of a selection per state, in the states that have some. */
export async function countSelected(
  db: Queryable,
  batchId: string,
  selection: JobSelection,
): Promise<Partial<Record<JobState, number>>> {
  const values = new SqlValues();
  const selected = selectedSql(selection, values.add(batchId, 'uuid'), values);
  const { rows } = await db.query<{ state: JobState; n: number }>(
    `select j.state, count(*)::int as n ${selected} group by 1`,
    values.list,
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

/** The row indexes of a selection, or of a stretch of it, ascending. */
export async function listSelected(
  db: Queryable,
  batchId: string,
  selection: JobSelection,
  stretch?: Stretch,
): Promise<number[]> {
  const values = new SqlValues();
  const selected = selectedSql(selection, values.add(batchId, 'uuid'), values);
  const narrowed = stretch ? stretchSql(stretch, values) : '';
  const limit = stretch ? `limit ${values.add(stretch.limit, 'int')}` : '';
  const { rows } = await db.query<{ row_index: number }>(
    `select j.row_index ${selected} ${narrowed} order by j.row_index ${limit}`,
    values.list,
  );
  return rows.map((row) => row.row_index);
}
