import type { ExclusionReason } from '../../domain/exclusion';
import type { Queryable } from '../transaction';
import { insertChosenJobs } from './insert-chosen-jobs';

export interface Exclusion {
  readonly rowIndex: number;
  readonly reason: ExclusionReason;
  readonly detail: string | null;
}

/** Notes rows that the batch leaves out, with their reason; what was said about them before does not count. */
export async function insertExclusions(
  db: Queryable,
  batchId: string,
  exclusions: readonly Exclusion[],
): Promise<void> {
  if (exclusions.length === 0) return;
  await db.query(
    `insert into excluded_row (batch_id, row_index, reason, detail)
     select $1, x.row_index, x.reason, x.detail
       from unnest($2::int[], $3::exclusion_reason[], $4::text[]) as x (row_index, reason, detail)
     on conflict (batch_id, row_index) do update set reason = excluded.reason, detail = excluded.detail`,
    [
      batchId,
      exclusions.map((x) => x.rowIndex),
      exclusions.map((x) => x.reason),
      exclusions.map((x) => x.detail),
    ],
  );
}

/** Takes rows back that were left out before an edit. */
export async function removeExclusions(
  db: Queryable,
  batchId: string,
  rowIndexes: readonly number[],
): Promise<void> {
  if (rowIndexes.length === 0) return;
  await db.query('delete from excluded_row where batch_id = $1 and row_index = any($2)', [
    batchId,
    rowIndexes,
  ]);
}

/** Removes what an interrupted or failed import left. */
export async function clearImport(db: Queryable, batchId: string): Promise<void> {
  for (const table of ['job', 'job_key', 'excluded_row', 'batch_bucket', 'batch_account', 'lane']) {
    await db.query(`delete from ${table} where batch_id = $1`, [batchId]);
  }
}

const ROWS_BEYOND = `
insert into excluded_row (batch_id, row_index, reason)
select $1, r.row_index, 'beyond_limit' from (
  select r.row_index, row_number() over (order by r.row_index) as n
    from batch b join upload_row r on r.upload_id = b.upload_id
   where b.id = $1 and not exists (select from excluded_row x where x.batch_id = $1 and x.row_index = r.row_index)
) r where r.n > $2`;

/** Leaves out everything after the first `limit` usable rows. */
export async function excludeBeyond(db: Queryable, batchId: string, limit: number): Promise<void> {
  await db.query(ROWS_BEYOND, [batchId, limit]);
}

const JOBS = `
insert into job (batch_id, row_index)
select $1, r.row_index from batch b join upload_row r on r.upload_id = b.upload_id
 where b.id = $1 and not exists (select from excluded_row x where x.batch_id = $1 and x.row_index = r.row_index)
 order by r.row_index`;

const BUCKETS = `
insert into batch_bucket (batch_id, bucket_no, pending)
select $1, n, coalesce(p.pending, 0)
  from batch b, generate_series(0, greatest(0, (b.file_rows - b.empty_rows - 1) / b.bucket_size)) n
  left join (
    select j.row_index / (select bucket_size from batch where id = $1) as bucket_no, count(*)::int as pending
      from job j where j.batch_id = $1 group by 1
  ) p on p.bucket_no = n
 where b.id = $1`;

const TOTAL = 'select coalesce(sum(pending), 0)::int as total from batch_bucket where batch_id = $1';

/**
 * Makes one job for every row that is not left out, and the buckets that count them. Gives the number of jobs.
 * @param numbers when rows chose their automations: each row's, by row index.
 */
export async function insertJobs(db: Queryable, batchId: string, numbers?: Int16Array): Promise<number> {
  if (numbers) await insertChosenJobs(db, batchId, numbers);
  else await db.query(JOBS, [batchId]);
  await db.query(BUCKETS, [batchId]);
  const { rows } = await db.query<{ total: number }>(TOTAL, [batchId]);
  return rows[0]?.total ?? 0;
}
