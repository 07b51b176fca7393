import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../transaction';
import { finishBatchIfDone } from './finish-batch';
import { setStopping } from './set-stopping';
import { stopPendingJobs } from './stop-pending-jobs';

// Running batches are few; a batch that is not of one process alone is none of our business.
const ORPHANED = `
select b.id from batch b
 where b.state = 'running' and b.only_worker_id is not null
   and not exists (select from worker w where w.id = b.only_worker_id and w.stopped_at is null
                    and w.seen_at >= now() - make_interval(secs => $1))`;

const REASON =
  'The program that ran these rows has ended. Retry them from a program that has the row handler.';

/**
 * Ends batches that only one process could run and whose process is gone: what was pending becomes stopped. Rows that
 * ran are moved on by the reclaim of their lanes.
 * @returns how many batches
 */
export async function stopOrphanedBatches(pool: Pool, silentSeconds: number): Promise<number> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'orphaned-batches',
    text: `${ORPHANED} limit 100`,
    values: [silentSeconds],
  });
  let stopped = 0;
  for (const { id } of rows) {
    if (!(await inTransaction(pool, (client) => stopOrphan(client, id, silentSeconds)))) continue;
    stopped += 1;
    await finishBatchIfDone(pool, id);
    await pool.query(`update batch set reason_text = $2 where id = $1 and state = 'finished'`, [id, REASON]);
  }
  return stopped;
}

async function stopOrphan(client: PoolClient, batchId: string, silentSeconds: number): Promise<boolean> {
  await client.query('select from batch where id = $1 for update', [batchId]);
  const { rowCount } = await client.query(`${ORPHANED} and b.id = $2`, [silentSeconds, batchId]);
  if (rowCount !== 1) return false;
  await setStopping(client, batchId);
  await stopPendingJobs(client, batchId);
  await client.query(`select pg_notify('furrow_batch', $1)`, [batchId]);
  return true;
}
