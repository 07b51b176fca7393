import type { Queryable } from '../transaction';

/** The finished checks of a file. The caller has locked the upload, so none ends meanwhile. */
export async function listDoneChecks(db: Queryable, uploadId: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from upload_check where upload_id = $1 and state = 'done' order by id`,
    [uploadId],
  );
  return rows.map((row) => row.id);
}

/** Makes a finished check wait to be made anew. */
export async function restartCheck(db: Queryable, checkId: string): Promise<void> {
  await db.query(`update upload_check set state = 'waiting', ended_at = null where id = $1`, [checkId]);
}
