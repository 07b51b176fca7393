import type { Pool } from 'pg';

const TABLES = [
  ...['batch', 'job', 'attempt', 'attempt_detail', 'artifact', 'job_key', 'batch_bucket', 'lane'],
  ...['excluded_row', 'share', 'batch_event', 'upload', 'upload_row', 'webhook_delivery'],
];

/** Rows of every table that holds something of a batch or a file. */
export async function rowsLeft(pool: Pool): Promise<number> {
  const counts = TABLES.map((table) => `(select count(*) from ${table})`);
  return Number((await pool.query(`select ${counts.join(' + ')} as n`)).rows[0].n);
}
