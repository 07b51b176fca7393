import type { Pool, PoolClient } from 'pg';
import { batchOutcome, batchStatesFor } from '../../domain/batch-state';
import type { JobCounts } from '../../domain/job-state';
import { inTransaction, type Queryable } from '../transaction';
import { hasOpenOperation } from './operations';
import { hasOpenVerification } from './plan-verification';
import { readCounts } from './read-counts';
import { stopPendingJobs } from './stop-pending-jobs';

/**
 * Finishes a batch whose rows have all ended; true when it did. The batch row is locked first, as in retry, so that
 * neither can miss the other.
 */
export async function finishBatchIfDone(pool: Pool, batchId: string): Promise<boolean> {
  const counts = await readCounts(pool, batchId);
  // A row given back, or to be retried, after the others were stopped is stopped too.
  const isLeftOver = counts.running === 0 && counts.pending > 0 && (await isStopping(pool, batchId));
  if (!isLeftOver && !(await hasEnded(pool, batchId, counts))) return false;
  return inTransaction(pool, (client) => finishLocked(client, batchId));
}

/** Nothing runs or will run by itself, no rows are being put back, and the site is not to be asked about any row. */
async function hasEnded(db: Queryable, batchId: string, counts: JobCounts): Promise<boolean> {
  if (counts.pending + counts.running > 0 || (await hasOpenOperation(db, batchId))) return false;
  return counts.unconfirmed === 0 || !(await hasOpenVerification(db, batchId));
}

async function isStopping(pool: Pool, batchId: string): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'is-stopping',
    // Very many rows are stopped in stretches, by a worker that does only that.
    text: `select 1 from batch b where id = $1 and state = 'stopping'
             and not exists (select from batch_operation o where o.batch_id = b.id and o.ended_at is null)`,
    values: [batchId],
  });
  return rowCount === 1;
}

async function finishLocked(client: PoolClient, batchId: string): Promise<boolean> {
  const { rows } = await client.query<{ is_stopped: boolean; state: string }>(
    'select is_stopped, state from batch where id = $1 and state::text = any($2) for update',
    [batchId, batchStatesFor('finish')],
  );
  const batch = rows[0];
  if (!batch) return false;
  if (batch.state === 'stopping' && !(await hasOpenOperation(client, batchId))) {
    await stopPendingJobs(client, batchId);
  }
  const counts = await readCounts(client, batchId);
  if (!(await hasEnded(client, batchId, counts))) return false;
  await client.query(
    `update batch set state = 'finished', reason = null, reason_text = null, outcome = $2, finished_at = now()
      where id = $1`,
    [batchId, batchOutcome(counts, batch.is_stopped)],
  );
  await client.query(`update lane set available_at = 'infinity' where batch_id = $1`, [batchId]);
  await client.query(`select pg_notify('furrow_batch', $1)`, [batchId]);
  return true;
}
