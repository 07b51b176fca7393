import type { Queryable } from '../transaction';

export interface NewEdit {
  readonly uploadId: string;
  readonly rowIndex: number;
  readonly version: number;
  readonly cells: readonly string[];
  readonly isDropped: boolean;
  readonly authorId: string | null;
}

/**
 * Lays a version over a row. The caller has locked the upload; the time is the moment after that, so that a check
 * which began before it can tell that it may have seen the row's old cells.
 */
export async function layEdit(db: Queryable, edit: NewEdit): Promise<void> {
  await db.query(
    `insert into row_edit (upload_id, row_index, version, cells, is_dropped, author_id, created_at)
     values ($1, $2, $3, $4, $5, $6, clock_timestamp())`,
    [edit.uploadId, edit.rowIndex, edit.version, edit.cells, edit.isDropped, edit.authorId],
  );
}
