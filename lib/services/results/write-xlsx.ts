import type { SheetValue } from '../../xlsx/cell';
import { writeWorkbook } from '../../xlsx/write-workbook';
import type { Context } from '../context';
import { resultColumns } from './result-columns';
import { type ResultsBatch, resultPages } from './result-pages';
import { resultValues, valueText } from './result-values';

/** The same table as resultsCsv as a workbook: texts stay texts, numbers and truth values of outputs are typed. */
export async function* resultsXlsx(context: Context, batch: ResultsBatch): AsyncGenerator<Uint8Array> {
  const { headers, outputs } = await resultColumns(context.db, batch);
  yield* writeWorkbook({
    columns: headers.map((header) => ({ header })),
    maxRows: batch.isOnlyRun ? batch.totalJobs : batch.fileRows - batch.emptyRows,
    pages: valuePages(context, batch, outputs),
  });
}

async function* valuePages(
  context: Context,
  batch: ResultsBatch,
  outputs: readonly string[],
): AsyncGenerator<SheetValue[][]> {
  for await (const page of resultPages(context, batch)) {
    yield page.map((row) => resultValues(batch, row, outputs).map(sheetValue));
  }
}

function sheetValue(value: unknown): SheetValue {
  return typeof value === 'number' || typeof value === 'boolean' ? value : valueText(value);
}
