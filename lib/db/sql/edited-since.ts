import type { Queryable } from '../transaction';

/** Rows that were edited after the check began, and may have been looked at before. The caller has locked the upload. */
export async function editedSinceCheck(db: Queryable, checkId: string): Promise<number[]> {
  const { rows } = await db.query<{ row_index: number }>(
    `select distinct e.row_index from upload_check k join row_edit e on e.upload_id = k.upload_id
      where k.id = $1 and e.created_at >= k.started_at order by 1`,
    [checkId],
  );
  return rows.map((row) => row.row_index);
}
