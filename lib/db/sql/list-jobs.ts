import type { JobFilter } from '../../domain/job-filter';
import type { Queryable } from '../transaction';
import { CELLS_SQL, JOB_COLUMNS_SQL, JOB_SOURCES_SQL, type JobItem } from './job-row';
import { SqlValues } from './sql-values';
import { escapeLike, type JobPlace, type JobWalk, likePrefix, walkSql } from './walk-jobs';

export interface JobListRequest extends JobWalk {
  /** Jobs wanted; `limit` bounds how many are looked at. */
  readonly wanted: number;
}

export interface ListedJob extends JobItem {
  readonly place: JobPlace;
  /** The how manieth of the walk it is, from 1. */
  readonly no: number;
}

export interface ListedJobs {
  readonly items: readonly ListedJob[];
  /** How many jobs the walk looked at. */
  readonly walked: number;
  /** The last of them, from where the next walk goes on; null when there was none. */
  readonly last: JobPlace | null;
}

type Row = { walked: number; lastKey: string; lastRow: number; key: string; no: number } & JobItem;

/** The jobs of one stretch that match the filter, among the next `limit` in its order. */
export async function listJobItems(db: Queryable, request: JobListRequest): Promise<ListedJobs> {
  const values = new SqlValues();
  const text = listSql(request, values);
  const { rows } = await db.query<Row>(text, values.list);
  const [first] = rows;
  return {
    items: rows.flatMap(({ walked: _walked, lastKey: _key, lastRow: _row, key, no, ...item }) =>
      item.rowIndex === null ? [] : [{ ...item, no, place: { key, rowIndex: item.rowIndex } }],
    ),
    walked: first?.walked ?? 0,
    last: first ? { key: first.lastKey, rowIndex: first.lastRow } : null,
  };
}

function listSql(request: JobListRequest, values: SqlValues): string {
  const { direction } = request.stretch;
  const walk = walkSql(request, values);
  return `
with place as materialized (
  select row_index, sort_key, row_number() over (order by sort_key ${direction}, row_index ${direction})::int as no
    from (${walk}) walk
), hit as (
  select ${JOB_COLUMNS_SQL}, place.sort_key::text as key, place.no
    from place
    join job j on j.batch_id = ${values.add(request.batchId, 'uuid')} and j.row_index = place.row_index
    ${JOB_SOURCES_SQL}
   where true ${matchSql(request, values)}
   order by place.no limit ${request.wanted}
), ending as (
  select no as walked, sort_key::text as "lastKey", row_index as "lastRow" from place order by no desc limit 1
)
select ending.*, hit.* from ending left join hit on true order by hit.no`;
}

/** Whether the walk leaves something of the filter to be asked of each row. */
export function isMatched({ filter, few, stretch }: Pick<JobWalk, 'filter' | 'few' | 'stretch'>): boolean {
  const hasGroup = filter.fingerprint !== undefined && few === null && stretch.key !== 'row';
  const hasKey = filter.keyPrefix !== undefined && few !== 'key';
  return hasGroup || hasKey || filter.search !== undefined || (filter.outputs ?? []).length > 0;
}

function matchSql({ filter, few, stretch }: JobWalk, values: SqlValues): string {
  const parts: string[] = [];
  if (filter.fingerprint !== undefined && few === null && stretch.key !== 'row') {
    parts.push(`j.fingerprint = ${values.add(filter.fingerprint, 'text')}`);
  }
  if (filter.keyPrefix !== undefined && few !== 'key') {
    parts.push(`exists (select from job_key k where k.batch_id = j.batch_id and k.row_index = j.row_index
        and k.key_start like ${values.add(likePrefix(filter.keyPrefix), 'text')})`);
  }
  for (const { name, value } of filter.outputs ?? []) {
    parts.push(`a.output ->> ${values.add(name, 'text')} = ${values.add(value, 'text')}`);
  }
  if (filter.search !== undefined) parts.push(searchSql(filter.search, values));
  return parts.map((part) => `and ${part}`).join('\n');
}

function searchSql(search: NonNullable<JobFilter['search']>, values: SqlValues): string {
  const pattern = values.add(`%${escapeLike(search)}%`, 'text');
  return `(array_to_string(${CELLS_SQL}, ' ') ilike ${pattern}
   or a.failure_message ilike ${pattern} or a.output::text ilike ${pattern})`;
}
