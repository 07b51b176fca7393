import type { Queryable } from '../transaction';

export interface UploadRowItem {
  readonly rowIndex: number;
  readonly lineNumber: number;
  /** The newest edit, or as uploaded. */
  readonly cells: readonly string[];
  /** Code of the fault that makes the row unusable, or null; an edit of the cells heals it. */
  readonly problem: string | null;
  readonly isDropped: boolean;
  /** Whether the cells differ from the uploaded ones. */
  readonly isEdited: boolean;
  /** 0 as uploaded. */
  readonly version: number;
}

/** Columns of UploadRowItem, for queries with r = upload_row, joined with EDIT_SQL. */
export const ROW_COLUMNS_SQL = `
r.row_index as "rowIndex", r.line_number as "lineNumber", coalesce(e.cells, r.cells) as cells,
case when e.cells is null or e.cells = r.cells then r.problem end as problem,
coalesce(e.is_dropped, false) as "isDropped", coalesce(e.cells <> r.cells, false) as "isEdited",
coalesce(e.version, 0) as version`;

/** The newest edit of the row r, if any. */
export const EDIT_SQL = `
left join lateral (
  select x.version, x.cells, x.is_dropped from row_edit x
   where x.upload_id = r.upload_id and x.row_index = r.row_index
   order by x.version desc limit 1
) e on true`;

const PAGE = `
select ${ROW_COLUMNS_SQL} from upload_row r ${EDIT_SQL}
 where r.upload_id = $1 and r.row_index > $2 order by r.row_index limit $3`;

/** One keyset page of a file's rows, edits included. `after` is the row index before the page, -1 for the first. */
export async function readUploadRows(
  db: Queryable,
  uploadId: string,
  after: number,
  limit: number,
): Promise<UploadRowItem[]> {
  const { rows } = await db.query<UploadRowItem>({
    name: 'read-upload-rows',
    text: PAGE,
    values: [uploadId, after, limit],
  });
  return rows;
}
