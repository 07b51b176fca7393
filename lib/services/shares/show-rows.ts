import { readEarlierCells } from '../../db/sql/read-earlier-cells';
import { showRow } from '../../domain/shown-columns';
import type { Context } from '../context';

type Row = Parameters<typeof showRow>[0] & { readonly rowIndex: number };

/**
 * What of a page of rows may be seen. A message or an output can be of an attempt before the row was edited: hidden
 * cells are blotted out as they are and as they were.
 */
export async function showRows<T extends Row>(
  { db }: Pick<Context, 'db'>,
  batchId: string,
  rows: readonly T[],
  columns: readonly number[],
): Promise<T[]> {
  const indexes = rows.map(({ rowIndex }) => rowIndex);
  const earlier = await readEarlierCells(db.pool, batchId, indexes);
  return rows.map((row) => showRow(row, columns, earlier.get(row.rowIndex)));
}
