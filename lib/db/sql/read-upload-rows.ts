import type { Queryable } from '../transaction';
import { CELLS_SQL } from './job-row';

export interface UploadRowItem {
  readonly rowIndex: number;
  readonly lineNumber: number;
  readonly cells: readonly string[];
  /** Code of the fault that makes the row unusable, or null. */
  readonly problem: string | null;
  readonly isDropped: boolean;
}

const SQL = `
select r.row_index as "rowIndex", r.line_number as "lineNumber", ${CELLS_SQL} as cells, r.problem,
       coalesce((select e.is_dropped from row_edit e
                  where e.upload_id = r.upload_id and e.row_index = r.row_index
                  order by e.version desc limit 1), false) as "isDropped"
  from upload_row r where r.upload_id = $1 and r.row_index > $2 order by r.row_index limit $3`;

/** One keyset page of a file's rows, edits included. `after` is the row index before the page, -1 for the first. */
export async function readUploadRows(
  db: Queryable,
  uploadId: string,
  after: number,
  limit: number,
): Promise<UploadRowItem[]> {
  const { rows } = await db.query<UploadRowItem>({
    name: 'read-upload-rows',
    text: SQL,
    values: [uploadId, after, limit],
  });
  return rows;
}
