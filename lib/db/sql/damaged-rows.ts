import type { Queryable } from '../transaction';
import { EDIT_SQL } from './read-upload-rows';

export interface FileFault {
  readonly code: string;
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** The first faults of rows that the file damaged and nobody has mended or left out since. */
export async function readRowFaults(db: Queryable, uploadId: string, limit: number): Promise<FileFault[]> {
  const { rows } = await db.query<FileFault>(
    `select p.code, p.message, p.line_number as line, p.column_number as "column"
       from upload_problem p
       join upload_row r on r.upload_id = p.upload_id and r.row_index = p.row_index ${EDIT_SQL}
      where p.upload_id = $1 and p.severity = 'error' and r.problem is not null
        and not coalesce(e.is_dropped, false) and (e.cells is null or e.cells = r.cells)
      order by p.no limit $2`,
    [uploadId, limit],
  );
  return rows;
}
