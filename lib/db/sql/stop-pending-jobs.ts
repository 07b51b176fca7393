import type { Queryable } from '../transaction';

const SQL = `
with moved as (
  update job set state = 'stopped', run_at = null, ended_at = now()
   where batch_id = $1 and row_index in (
         select row_index from job where batch_id = $1 and state = 'pending' order by row_index limit $2)
  returning row_index
), per_bucket as (
  select m.row_index / b.bucket_size as bucket_no, count(*)::int as n
    from moved m, batch b where b.id = $1 group by 1
), counted as (
  update batch_bucket k set pending = k.pending - p.n, stopped = k.stopped + p.n
    from per_bucket p where k.batch_id = $1 and k.bucket_no = p.bucket_no
)
select count(*)::int as stopped from moved`;

/**
 * Stops the pending jobs of a batch whose row the caller has locked; gives how many.
 * @param limit at most so many, in the order of the rows
 */
export async function stopPendingJobs(
  db: Queryable,
  batchId: string,
  limit = Number.MAX_SAFE_INTEGER,
): Promise<number> {
  const { rows } = await db.query<{ stopped: number }>(SQL, [batchId, limit]);
  return rows[0]?.stopped ?? 0;
}
