import type { JobCounts } from '../../domain/job-state';
import type { Queryable } from '../transaction';

const SQL = `
select coalesce(sum(pending), 0)::int as pending, coalesce(sum(running), 0)::int as running,
       coalesce(sum(completed), 0)::int as completed, coalesce(sum(failed), 0)::int as failed,
       coalesce(sum(stopped), 0)::int as stopped, coalesce(sum(unconfirmed), 0)::int as unconfirmed
  from batch_bucket where batch_id = $1`;

/** Jobs per state, from the batch's buckets: the same cost for any number of rows. */
export async function readCounts(db: Queryable, batchId: string): Promise<JobCounts> {
  const { rows } = await db.query<Record<keyof JobCounts, number>>({
    name: 'read-counts',
    text: SQL,
    values: [batchId],
  });
  return rows[0] as JobCounts;
}
