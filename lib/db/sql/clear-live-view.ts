import type { Pool } from 'pg';

const SQL = 'delete from live_view where batch_id = $1 and row_index = $2 and attempt_no = $3';

/** Takes away what was shown of an attempt that has ended. */
export async function clearLiveView(
  pool: Pool,
  batchId: string,
  attempt: { readonly rowIndex: number; readonly attemptNo: number },
): Promise<void> {
  await pool.query(SQL, [batchId, attempt.rowIndex, attempt.attemptNo]);
}
