import type { Queryable } from '../transaction';

/** How many rows failed alike. Row indexes; the times are null for rows that a lost worker left. */
export interface GroupCount {
  readonly fingerprint: string;
  readonly count: number;
  readonly failedCount: number;
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
}

const SQL = `
select fingerprint, count(*)::int as count, count(*) filter (where state = 'failed')::int as "failedCount",
       min(row_index) as "firstRow", max(row_index) as "lastRow", min(ended_at) as "firstAt", max(ended_at) as "lastAt"
  from job
 where batch_id = $1 and state in ('failed', 'unconfirmed') and fingerprint is not null
 group by fingerprint order by count(*) desc, min(row_index) limit $2`;

/** The largest failure groups, counted in `job_group_idx` alone: as much work as there are failed rows. */
export async function countGroups(db: Queryable, batchId: string, limit: number): Promise<GroupCount[]> {
  const { rows } = await db.query<GroupCount>(SQL, [batchId, limit]);
  return rows;
}

// Whatever moves a row moves its bucket in the same statement, which gives the bucket a new xmin.
const MOVES_SQL = `select md5(string_agg(xmin::text, ',' order by bucket_no)) as moves from batch_bucket where batch_id = $1`;

/** A text that is another one as soon as any row of the batch has moved; at most 512 buckets are looked at. */
export async function readMoves(db: Queryable, batchId: string): Promise<string | null> {
  const { rows } = await db.query<{ moves: string | null }>(MOVES_SQL, [batchId]);
  return rows[0]?.moves ?? null;
}
