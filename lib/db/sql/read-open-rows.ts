import type { Pool } from 'pg';

/** Indexes of a batch's rows that have not ended, in file order. */
export async function readOpenRows(pool: Pool, batchId: string): Promise<number[]> {
  const { rows } = await pool.query<{ row_index: number }>(
    `select row_index from job where batch_id = $1 and state in ('pending', 'running') order by row_index`,
    [batchId],
  );
  return rows.map((row) => row.row_index);
}
