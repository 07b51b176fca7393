import type { Pool } from 'pg';

/** Tells every listening process that something of this batch changed. Callers throttle it: never once per job. */
export async function notifyBatch(pool: Pool, batchId: string): Promise<void> {
  await pool.query({ name: 'notify-batch', text: `select pg_notify('furrow_batch', $1)`, values: [batchId] });
}
