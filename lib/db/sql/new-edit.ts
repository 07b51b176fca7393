import type { Queryable } from '../transaction';

const SQL = `
insert into row_edit (upload_id, row_index, version, cells, author_id)
select $1, $3, coalesce((select max(version) from row_edit where upload_id = $1 and row_index = $3), 0) + 1, $4, $5
 where exists (select from (
   select 1 from job where batch_id = $2 and row_index = $3 and state <> 'running' for update
 ) quiet)`;

/** Lays a new version over a row's cells; false when its job runs. */
export async function newEdit(
  db: Queryable,
  row: { uploadId: string; batchId: string; rowIndex: number },
  cells: readonly string[],
  authorId: string | null,
): Promise<boolean> {
  const { rowCount } = await db.query(SQL, [row.uploadId, row.batchId, row.rowIndex, cells, authorId]);
  return rowCount === 1;
}
