import { type ColumnReading, ReadingFinder } from '../../automation/column-readings';
import type { InputSpec } from '../../automation/input-spec';
import { readColumns } from '../../db/sql/read-columns';
import type { Queryable } from '../../db/transaction';
import type { Bindings } from '../../domain/bindings';

const PAGE_ROWS = 5000;

/** How numbers and dates of a whole file are written, for inputs that do not say it themselves. */
export async function findReadings(
  db: Queryable,
  uploadId: string,
  inputs: Readonly<Record<string, InputSpec>>,
  bindings: Bindings,
): Promise<ColumnReading[]> {
  const finder = new ReadingFinder(inputs, bindings);
  const { columns } = finder;
  if (columns.length === 0) return [];
  let after = -1;
  for (;;) {
    const rows = await readColumns(db, uploadId, columns, after, PAGE_ROWS);
    for (const { rowIndex, cells } of rows) finder.add(rowIndex, cells);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_ROWS) return finder.result();
    after = last.rowIndex;
  }
}
