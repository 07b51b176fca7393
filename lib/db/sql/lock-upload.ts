import type { Queryable } from '../transaction';

/** Locks a file's row until the transaction ends: edits, and whatever must not miss one, take turns with it. */
export async function lockUpload(db: Queryable, uploadId: string): Promise<void> {
  await db.query('select 1 from upload where id = $1 for update', [uploadId]);
}
