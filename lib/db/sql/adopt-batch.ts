import type { Pool } from 'pg';
import { SILENT_SECONDS } from './reclaim-lanes';

const SQL = `
update batch b set only_worker_id = $2
 where b.id = $1 and b.only_worker_id is not null
   and (b.only_worker_id = $2 or not exists (
     select from worker w where w.id = b.only_worker_id and w.stopped_at is null
      and w.seen_at >= now() - make_interval(secs => $3)))`;

/**
 * Makes a batch whose rows are run by a function that of this worker's process; false while another process that has it
 * is alive.
 */
export async function adoptBatch(pool: Pool, batchId: string, workerId: string): Promise<boolean> {
  const { rowCount } = await pool.query(SQL, [batchId, workerId, SILENT_SECONDS]);
  return rowCount === 1;
}
