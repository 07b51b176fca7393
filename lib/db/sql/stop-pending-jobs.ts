import type { Queryable } from '../transaction';

const stopSql = (which: string) => `
with moved as (
  update job set state = 'stopped', run_at = null, ended_at = now()
   where batch_id = $1 and state = 'pending' ${which}
  returning row_index
), per_bucket as (
  select m.row_index / b.bucket_size as bucket_no, count(*)::int as n
    from moved m, batch b where b.id = $1 group by 1
), counted as (
  update batch_bucket k set pending = k.pending - p.n, stopped = k.stopped + p.n
    from per_bucket p where k.batch_id = $1 and k.bucket_no = p.bucket_no
)
select count(*)::int as stopped from moved`;

const ALL = stopSql('');
// Up to a row, and not a list of rows: joined to the jobs, a list of unknown length may cost its square.
const FIRST = stopSql(`and row_index <= (
  select max(row_index) from (
    select row_index from job where batch_id = $1 and state = 'pending' order by row_index limit $2) first)`);

/**
 * Stops the pending jobs of a batch whose row the caller has locked; gives how many.
 * @param limit at most so many, in the order of the rows; absent: all
 */
export async function stopPendingJobs(db: Queryable, batchId: string, limit?: number): Promise<number> {
  const { rows } = await (limit === undefined
    ? db.query<{ stopped: number }>(ALL, [batchId])
    : db.query<{ stopped: number }>(FIRST, [batchId, limit]));
  return rows[0]?.stopped ?? 0;
}
