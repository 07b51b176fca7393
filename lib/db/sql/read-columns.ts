import type { Queryable } from '../transaction';
import { EDIT_SQL } from './read-upload-rows';

/** Some cells of a row: at the positions of their columns, nothing elsewhere. */
export interface ColumnCells {
  readonly rowIndex: number;
  readonly cells: readonly string[];
}

/**
 * One keyset page of a file's rows with some of their columns only; without rows that are left out or damaged.
 * @param columns positions from 0
 */
export async function readColumns(
  db: Queryable,
  uploadId: string,
  columns: readonly number[],
  after: number,
  limit: number,
): Promise<ColumnCells[]> {
  const picked = columns.map((column) => `(coalesce(e.cells, r.cells))[${Math.trunc(column) + 1}]`);
  const { rows } = await db.query<{ row_index: number; cells: (string | null)[] }>(
    `select r.row_index, array[${picked.join(', ')}]::text[] as cells from upload_row r ${EDIT_SQL}
      where r.upload_id = $1 and r.row_index > $2 and not coalesce(e.is_dropped, false)
        and (r.problem is null or e.cells <> r.cells)
      order by r.row_index limit $3`,
    [uploadId, after, limit],
  );
  return rows.map((row) => {
    const cells: string[] = [];
    for (const [index, column] of columns.entries()) cells[column] = row.cells[index] ?? '';
    return { rowIndex: row.row_index, cells };
  });
}
