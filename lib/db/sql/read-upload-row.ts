import type { Queryable } from '../transaction';
import { EDIT_SQL, ROW_COLUMNS_SQL, type UploadRowItem } from './read-upload-rows';

/** One row of a file with its newest edit, or null. */
export async function readUploadRow(
  db: Queryable,
  uploadId: string,
  rowIndex: number,
): Promise<UploadRowItem | null> {
  const { rows } = await db.query<UploadRowItem>(
    `select ${ROW_COLUMNS_SQL} from upload_row r ${EDIT_SQL} where r.upload_id = $1 and r.row_index = $2`,
    [uploadId, rowIndex],
  );
  return rows[0] ?? null;
}

/** The cells of one version of a row, 0 being the uploaded one; null when there is no such version. */
export async function readRowVersion(
  db: Queryable,
  uploadId: string,
  rowIndex: number,
  version: number,
): Promise<{ cells: readonly string[]; isDropped: boolean } | null> {
  const { rows } = await db.query<{ cells: string[]; isDropped: boolean }>(
    `select cells, is_dropped as "isDropped" from row_edit
      where upload_id = $1 and row_index = $2 and version = $3
     union all
     select cells, false from upload_row where upload_id = $1 and row_index = $2 and $3 = 0`,
    [uploadId, rowIndex, version],
  );
  return rows[0] ?? null;
}
