import { formatRow, type RowFormat } from '../../csv/write-results';
import { addMetrics } from '../../db/sql/add-metrics';
import { makeJobId } from '../../domain/run-id';
import type { Context } from '../context';
import { resultColumns } from './result-columns';
import { type ResultsBatch, resultPages } from './result-pages';
import { resultValues, valueText } from './result-values';

/** All rows of the file in order with what became of them, as CSV text, page by page. */
export async function* resultsCsv(
  context: Context,
  batch: ResultsBatch,
  format: RowFormat,
): AsyncGenerator<string> {
  const { headers, ...columns } = await resultColumns(context.db, batch);
  const table = { batch, ...columns, publicUrl: context.publicUrl };
  yield formatRow(headers, format);
  for await (const page of resultPages(context, batch)) {
    yield page.map((row) => formatRow(resultValues(table, row).map(valueText), format)).join('');
  }
}

const FAILED_COLUMNS = ['error_message', 'job_id', 'failed_at'] as const;

/**
 * The failed rows with their original columns first, so that the file can be uploaded again as it is. Unconfirmed rows
 * are not among them: running those again might submit twice.
 */
export async function* failedRowsCsv(
  context: Context,
  batch: ResultsBatch,
  format: RowFormat,
): AsyncGenerator<string> {
  const taken = new Set(batch.headers);
  const names = FAILED_COLUMNS.map((name) => (taken.has(name) ? `furrow.${name}` : name));
  yield formatRow([...batch.headers, ...names], format);
  for await (const page of resultPages(context, batch, { states: ['failed'] })) {
    await addMetrics(context.db.pool, [{ name: 'failed_rows_exported', labels: {}, value: page.length }]);
    yield page
      .map((row) =>
        formatRow(
          [
            ...batch.headers.map((_, i) => row.cells[i] ?? ''),
            row.errorMessage ?? '',
            makeJobId(batch.runId, row.rowIndex),
            row.endedAt?.toISOString() ?? '',
          ],
          format,
        ),
      )
      .join('');
  }
}
