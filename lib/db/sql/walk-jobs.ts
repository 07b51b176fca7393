import type { JobFilter } from '../../domain/job-filter';
import type { JobStretch } from '../../domain/job-sort';
import { JOB_STATES, type JobState } from '../../domain/job-state';
import { keyBeginsSql } from './key-begins';
import type { SqlValues } from './sql-values';

/** Where a walk goes on: behind this row, with the value that it is sorted by. */
export interface JobPlace {
  readonly key: string;
  readonly rowIndex: number;
}

export interface JobWalk {
  readonly batchId: string;
  readonly bucketSize: number;
  readonly stretch: JobStretch;
  readonly filter: JobFilter;
  /** Which part of the filter lets so few rows through that they are fetched and sorted, if any does. */
  readonly few: 'key' | 'group' | 'rows' | null;
  readonly after?: JobPlace;
  readonly limit: number;
}

const KEY_SQL = {
  row: 'j.row_index',
  ended: 'j.ended_at',
  duration: 'coalesce(j.duration_ms, 0)',
  attempts: 'j.attempt_count',
} as const;
const KEY_TYPE = { row: 'int', ended: 'timestamptz', duration: 'int', attempts: 'int' } as const;

/**
 * A query of `row_index, sort_key` that reads at most `limit` rows of a stretch, in its order. Each form is written so
 * that an index gives the order: no plan of it depends on what the planner believes about the batch.
 */
export function walkSql(walk: JobWalk, values: SqlValues): string {
  const { stretch, filter } = walk;
  if (walk.few) return fewSql(walk, values);
  if (stretch.key !== 'row') return merge(walk, values, (state) => endedSql(walk, state, values));
  if (filter.fingerprint !== undefined) return plainSql(walk, values, groupSql(walk, values));
  if (stretch.states.length === JOB_STATES.length) return plainSql(walk, values, '');
  return merge(walk, values, (state) => bucketsSql(walk, state, values));
}

/** The limit is written out: the planner shall know it. */
function orderSql({ stretch: { direction }, limit }: JobWalk): string {
  return `order by sort_key ${direction}, row_index ${direction} limit ${limit}`;
}

function merge(walk: JobWalk, values: SqlValues, partSql: (state: JobState) => string): string {
  if (walk.stretch.states.length === 0) return plainSql(walk, values, 'and false');
  const parts = walk.stretch.states.map((state) => `(${partSql(state)})`);
  return `select row_index, sort_key from (${parts.join(' union all ')}) part ${orderSql(walk)}`;
}

function plainSql(walk: JobWalk, values: SqlValues, condition: string): string {
  return `
select j.row_index, ${KEY_SQL[walk.stretch.key]} as sort_key from job j
 where j.batch_id = ${values.add(walk.batchId, 'uuid')} ${rowsSql(walk, values)} ${condition}
 ${orderSql(walk)}`;
}

function groupSql({ stretch, filter }: JobWalk, values: SqlValues): string {
  return `and j.fingerprint = ${values.add(filter.fingerprint, 'text')}
   and j.state in ('failed', 'unconfirmed') and j.state = any(${values.add(stretch.states, 'job_state[]')})`;
}

/** One state off the index of what the rows are sorted by. */
function endedSql(walk: JobWalk, state: JobState, values: SqlValues): string {
  return plainSql(
    walk,
    values,
    `and j.state = '${state}' and j.ended_at is not null ${behindSql(walk, KEY_SQL[walk.stretch.key], 'j.row_index', values)}`,
  );
}

/** One state in the order of the file: only buckets that hold rows of it are looked into. */
function bucketsSql(walk: JobWalk, state: JobState, values: SqlValues): string {
  const { direction } = walk.stretch;
  const size = values.add(walk.bucketSize, 'int');
  const batch = values.add(walk.batchId, 'uuid');
  const { from, to } = rowRange(walk);
  const first = values.add(from, 'bigint');
  const last = values.add(to, 'bigint');
  return `
select found.row_index, found.row_index as sort_key
  from batch_bucket k cross join lateral (
    select j.row_index from job j
     where j.batch_id = ${batch} and j.state = '${state}'
       and j.row_index >= greatest(k.bucket_no::bigint * ${size}, ${first})
       and j.row_index <= least((k.bucket_no + 1)::bigint * ${size} - 1, ${last})
     order by j.row_index ${direction} limit ${walk.limit}
  ) found
 where k.batch_id = ${batch} and k.${state} > 0
   and k.bucket_no >= ${first} / ${size} and k.bucket_no <= ${last} / ${size}
 order by k.bucket_no ${direction}, found.row_index ${direction} limit ${walk.limit}`;
}

/** All rows that one part of the filter lets through, sorted. */
function fewSql(walk: JobWalk, values: SqlValues): string {
  const { stretch, few, filter } = walk;
  const isEveryState = stretch.states.length === JOB_STATES.length;
  if (few === 'key' && stretch.key === 'row' && isEveryState) return keysSql(walk, values);
  const batch = values.add(walk.batchId, 'uuid');
  const ofKey =
    few === 'key'
      ? `join job_key k on k.batch_id = j.batch_id and k.row_index = j.row_index
   and ${keyBeginsSql('k', filter.keyPrefix ?? '', values)}`
      : '';
  const isEnded = stretch.key === 'row' ? '' : 'and j.ended_at is not null';
  const group = filter.fingerprint === undefined ? '' : groupSql(walk, values);
  return `
select row_index, sort_key from (
  select j.row_index, ${KEY_SQL[stretch.key]} as sort_key, j.state from job j ${ofKey}
   where j.batch_id = ${batch} ${rowsSql(walk, values)} ${isEnded} ${group}
  offset 0
) few
 where state = any(${values.add(stretch.states, 'job_state[]')}) ${behindSql(walk, 'sort_key', 'row_index', values)}
 ${orderSql(walk)}`;
}

/**
 * In the order of the file keys alone say which rows come first: no job of the others is read. They are found by their
 * beginning and sorted; walked in order, all keys of the batch might have to be passed before the first of these.
 */
function keysSql(walk: JobWalk, values: SqlValues): string {
  return `
select row_index, row_index as sort_key from (
  select j.row_index from job_key j
   where j.batch_id = ${values.add(walk.batchId, 'uuid')} ${rowsSql(walk, values)}
     and ${keyBeginsSql('j', walk.filter.keyPrefix ?? '', values)}
  offset 0
) few
 ${orderSql(walk)}`;
}

function behindSql({ stretch, after }: JobWalk, key: string, row: string, values: SqlValues): string {
  if (!after || stretch.key === 'row') return '';
  const beyond = stretch.direction === 'asc' ? '>' : '<';
  const place = `${values.add(after.key, KEY_TYPE[stretch.key])}, ${values.add(after.rowIndex, 'int')}`;
  return `and (${key}, ${row}) ${beyond} (${place})`;
}

function rowsSql(walk: JobWalk, values: SqlValues): string {
  const { from, to } = rowRange(walk);
  const parts = [
    from > 0 ? `and j.row_index >= ${values.add(from, 'bigint')}` : '',
    to < LAST_ROW ? `and j.row_index <= ${values.add(to, 'bigint')}` : '',
  ];
  return parts.join(' ');
}

const LAST_ROW = 2 ** 31 - 1;

/** The rows that a walk may touch: in the order of the file, going on is a narrower range. */
function rowRange({ stretch, filter, after }: JobWalk): { from: number; to: number } {
  const isByRow = stretch.key === 'row' && after !== undefined;
  const from = Math.max(filter.fromRow ?? 0, isByRow && stretch.direction === 'asc' ? after.rowIndex + 1 : 0);
  const to = Math.min(
    filter.toRow ?? LAST_ROW,
    isByRow && stretch.direction === 'desc' ? after.rowIndex - 1 : LAST_ROW,
  );
  return { from, to };
}
