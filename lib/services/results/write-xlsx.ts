import type { SheetValue } from '../../xlsx/cell';
import { writeWorkbook } from '../../xlsx/write-workbook';
import type { Context } from '../context';
import { resultColumns } from './result-columns';
import { type ResultsBatch, resultPages } from './result-pages';
import { isLink, type ResultsTable, resultValues, valueText } from './result-values';

/** The same table as resultsCsv as a workbook: texts stay texts, numbers, times and truth values are typed, evidence is a link. */
export async function* resultsXlsx(context: Context, batch: ResultsBatch): AsyncGenerator<Uint8Array> {
  const { headers, ...columns } = await resultColumns(context.db, batch);
  yield* writeWorkbook({
    columns: headers.map((header) => ({ header })),
    maxRows: batch.isOnlyRun || batch.chosen ? batch.totalJobs : batch.fileRows - batch.emptyRows,
    pages: valuePages(context, { batch, ...columns, publicUrl: context.publicUrl }),
  });
}

async function* valuePages(context: Context, table: ResultsTable): AsyncGenerator<SheetValue[][]> {
  for await (const page of resultPages(context, table.batch)) {
    yield page.map((row) => resultValues(table, row).map(sheetValue));
  }
}

function sheetValue(value: unknown): SheetValue {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return value instanceof Date || isLink(value) ? value : valueText(value);
}
