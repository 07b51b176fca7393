import type { Queryable } from '../transaction';

/** Removes what an earlier reading of the file left, so that reading starts over. */
export async function clearUploadRows(db: Queryable, uploadId: string): Promise<void> {
  await db.query('delete from upload_row where upload_id = $1', [uploadId]);
  await db.query('delete from upload_problem where upload_id = $1', [uploadId]);
}
