import { ValidationError } from '../../domain/errors';
import { type ExportFormat, type OutcomeColumn, ROW_FORMATS } from '../../domain/export-format';
import type { JobFilter } from '../../domain/job-filter';
import { shownColumns } from '../../domain/shown-columns';
import type { BatchView } from '../batches/batch-view';
import { unknownColumns } from '../batches/check-batch-input';
import { findBatch } from '../batches/find-batch';
import type { Context } from '../context';
import { checkFilter, filteredStates, findFew } from '../jobs/job-filter';
import type { ResultsBatch } from './result-pages';

/** What of a batch csv, xlsx, json and jsonl take; absent: all. */
export interface ExportPart {
  /** Only rows that a list with this filter shows. */
  readonly filter?: JobFilter | undefined;
  /** Positions of the file's columns. */
  readonly columns?: readonly number[] | undefined;
  /** Columns of the outcome; the status comes in any case. */
  readonly outcomeColumns?: readonly OutcomeColumn[] | undefined;
  /** Names of outputs; one that there is not is passed over. */
  readonly outputNames?: readonly string[] | undefined;
  /** Headers of the columns that may be seen; null: all. */
  readonly shownColumns?: readonly string[] | null | undefined;
}

/**
 * Which rows and columns of a batch an export takes.
 * @throws ValidationError `export_is_whole`, `unknown_columns`, `no_key_column`
 */
export async function exportPart(
  context: Context,
  { id, headers }: BatchView,
  format: ExportFormat,
  { filter = {}, columns, outcomeColumns, outputNames, shownColumns: shown }: ExportPart,
): Promise<Partial<Omit<ResultsBatch, Exclude<keyof BatchView, 'headers'>>>> {
  const isFiltered = Object.keys(filter).length > 0;
  const isPart = isFiltered || [columns, outcomeColumns, outputNames].some((some) => some !== undefined);
  if (isPart && !ROW_FORMATS.some((known) => known === format)) throw isWhole(format);
  return {
    ...(isFiltered && { chosen: await chooseRows(context, id, filter) }),
    ...(columns && chooseColumns(headers, columns)),
    ...(outcomeColumns && { outcomeColumns: ['status', ...outcomeColumns] as const }),
    ...(outputNames && { outputNames }),
    ...(shown && { ...shownColumns(headers, shown), hidesOthers: true }),
  };
}

async function chooseRows({ db }: Context, batchId: string, filter: JobFilter) {
  const batch = await findBatch(db, batchId);
  checkFilter(batch, filter);
  const few = await findFew(db, batchId, filter, 'row');
  const stretch = { states: filteredStates(filter), key: 'row', direction: 'asc' } as const;
  return { batchId, bucketSize: batch.bucketSize, filter, few, stretch };
}

/** In the order of the file, as the screen shows them. */
function chooseColumns(headers: readonly string[], wanted: readonly number[]) {
  const unknown = wanted.filter((position) => headers[position] === undefined);
  if (unknown.length > 0) throw unknownColumns(unknown.map(String), headers);
  const columns = headers.flatMap((_, position) => (wanted.includes(position) ? [position] : []));
  return { columns, headers: columns.map((position) => headers[position] ?? '') };
}

function isWhole(format: ExportFormat): ValidationError {
  return new ValidationError(
    'export_is_whole',
    `The format ${format} is always of the whole batch: leave out filter and columns, or use ${ROW_FORMATS.join(', ')}.`,
  );
}

/** The positions of columns that people name. @throws ValidationError `unknown_columns` */
export function columnPositions(headers: readonly string[], names: readonly string[]): number[] {
  const unknown = names.filter((name) => !headers.includes(name));
  if (unknown.length > 0) throw unknownColumns(unknown, headers);
  return names.map((name) => headers.indexOf(name));
}
