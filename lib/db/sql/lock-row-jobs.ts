import type { Queryable } from '../transaction';

const SQL = `
select j.state = 'running' as "isRunning" from batch b
  join job j on j.batch_id = b.id and j.row_index = $2
 where b.upload_id = $1 for update of j`;

/** Holds the jobs that batches have for a row until the transaction ends; false when one of them runs. */
export async function lockRowJobs(db: Queryable, uploadId: string, rowIndex: number): Promise<boolean> {
  const { rows } = await db.query<{ isRunning: boolean }>(SQL, [uploadId, rowIndex]);
  return rows.every((row) => !row.isRunning);
}
