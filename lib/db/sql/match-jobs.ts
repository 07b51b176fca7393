import type { JobFilter } from '../../domain/job-filter';
import { CELLS_SQL } from './job-row';
import { keyBeginsSql } from './key-begins';
import type { SqlValues } from './sql-values';

/** The parts of a filter that are asked of each row; needs j = job and, for texts and outputs, JOB_SOURCES_SQL. */
export type RowMatch = Pick<JobFilter, 'fingerprint' | 'keyPrefix' | 'outputs' | 'search'>;

/** Conditions on a row, each with an `and` before it. */
export function matchSql(match: RowMatch, values: SqlValues): string {
  const { fingerprint, keyPrefix, outputs = [], search } = match;
  const parts = outputs.map(
    ({ name, value }) => `a.output ->> ${values.add(name, 'text')} = ${values.add(value, 'text')}`,
  );
  if (fingerprint !== undefined) parts.unshift(`j.fingerprint = ${values.add(fingerprint, 'text')}`);
  if (keyPrefix !== undefined) parts.push(keySql(keyPrefix, values));
  if (search !== undefined) parts.push(searchSql(search, values));
  return parts.map((part) => `and ${part}`).join('\n');
}

/** Whether the match reads what JOB_SOURCES_SQL joins. */
export function needsSources({ outputs = [], search }: RowMatch): boolean {
  return outputs.length > 0 || search !== undefined;
}

function keySql(prefix: string, values: SqlValues): string {
  return `exists (select from job_key k where k.batch_id = j.batch_id and k.row_index = j.row_index
        and ${keyBeginsSql('k', prefix, values)})`;
}

function searchSql(search: string, values: SqlValues): string {
  const pattern = values.add(`%${escapeLike(search)}%`, 'text');
  return `(array_to_string(${CELLS_SQL}, ' ') ilike ${pattern}
   or a.failure_message ilike ${pattern} or a.output::text ilike ${pattern})`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
