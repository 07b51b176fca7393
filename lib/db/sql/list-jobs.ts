import type { Queryable } from '../transaction';
import { JOB_COLUMNS_SQL, JOB_SOURCES_SQL, type JobItem } from './job-row';
import { matchSql, type RowMatch } from './match-jobs';
import { SqlValues } from './sql-values';
import { type JobPlace, type JobWalk, walkSql } from './walk-jobs';

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
   where true ${matchSql(leftToMatch(request), values)}
   order by place.no limit ${request.wanted}
), ending as (
  select no as walked, sort_key::text as "lastKey", row_index as "lastRow" from place order by no desc limit 1
)
select ending.*, hit.* from ending left join hit on true order by hit.no`;
}

type Walk = Pick<JobWalk, 'filter' | 'few' | 'stretch'>;

/** Whether the walk leaves something of the filter to be asked of each row. */
export function isMatched(walk: Walk): boolean {
  return Object.keys(leftToMatch(walk)).length > 0;
}

/** What of the filter the walk itself does not see to. */
function leftToMatch({ filter, few, stretch }: Walk): RowMatch {
  const { fingerprint, keyPrefix, outputs = [], search } = filter;
  return {
    ...(fingerprint !== undefined && few === null && stretch.key !== 'row' ? { fingerprint } : {}),
    ...(keyPrefix !== undefined && few !== 'key' ? { keyPrefix } : {}),
    ...(outputs.length > 0 ? { outputs } : {}),
    ...(search === undefined ? {} : { search }),
  };
}
