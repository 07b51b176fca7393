import { ValidationError } from '../domain/errors';
import { rowKey } from '../domain/row-key';
import { type DialectJson, toDialectJson } from '../domain/wire/dialect';
import type { ColumnJson, ProblemGroupJson } from '../domain/wire/upload';
import { readBeginning } from './file-beginning';
import type { ByteSource } from './inspect-bytes';
import type { Problem } from './problem';
import { type CsvTable, readRows } from './read-rows';
import type { ReadOptions } from './read-settings';
import { duplicateKey } from './row-problems';
import { TableSummary } from './table-summary';
import { ValueSet } from './value-set';

/** The JSON of `furrow preview` and `GET /uploads/:id/preview`; keys as on the wire. */
export type CsvPreview = {
  dialect: DialectJson;
  /** True when only the beginning of the file was read: all counts are of that. */
  partial: boolean;
  headers: string[];
  columns: ColumnJson[];
  row_count: number;
  rows: string[][];
  unique_column: string | null;
  problems: Problem[];
  problem_count: number;
  problem_groups: ProblemGroupJson[];
};

export type PreviewOptions = ReadOptions & {
  /** How many rows to show, 1 to 50; default 10. */
  rows?: number | undefined;
  /** The header of the key column, instead of the one that would be found; its duplicates are reported. */
  key?: string | undefined;
  /** Reads no more of the file than this. */
  firstBytes?: number | undefined;
};

const SHOWN_PROBLEMS = 1000;

/**
 * Reads a file, or its beginning, and tells what it is: dialect, first rows, columns, key column, problems.
 * Throws what `readRows` throws.
 */
export async function previewCsv(open: ByteSource, options: PreviewOptions = {}): Promise<CsvPreview> {
  const shownRows = options.rows ?? 10;
  if (!Number.isInteger(shownRows) || shownRows < 1 || shownRows > 50) {
    throw new ValidationError(
      'preview_rows_invalid',
      'The number of rows to preview must be a whole number from 1 to 50.',
    );
  }
  if (options.firstBytes === undefined) return preview(await readRows(open, options), shownRows, options);
  const beginning = await readBeginning(open, options.firstBytes);
  const isPartial = options.isPartial === true || beginning.isCut;
  const part = { ...options, isPartial };
  return preview(await readRows(beginning.open, part), shownRows, part);
}

async function preview(table: CsvTable, shownRows: number, options: PreviewOptions): Promise<CsvPreview> {
  const { headers, dialect } = table;
  const keyColumn = options.key === undefined ? null : findColumn(headers, options.key);
  const summary = new TableSummary(headers, { keptProblems: SHOWN_PROBLEMS });
  const keyValues = new ValueSet();
  const rows: string[][] = [];
  for await (const block of table.blocks) {
    summary.add(block);
    for (const row of block.rows) {
      if (rows.length < shownRows) rows.push(row.cells);
      if (keyColumn === null || row.problem !== null) continue;
      const value = rowKey(row.cells[keyColumn]);
      if (value === '') continue;
      const place = { line: row.lineNumber, row: row.rowIndex + 1 };
      if (!keyValues.add(value)) summary.addProblem(duplicateKey(place, keyColumn + 1, value));
    }
  }
  const facts = summary.facts();
  return {
    dialect: toDialectJson(dialect),
    partial: options.isPartial ?? false,
    headers,
    columns: facts.columns,
    row_count: summary.rowCount,
    rows,
    unique_column: keyColumn === null ? facts.keyColumn : (headers[keyColumn] ?? null),
    problems: summary.problems,
    problem_count: summary.problemCount,
    problem_groups: facts.problemGroups,
  };
}

/** The place of a column by its name, spaces around it aside. @throws ValidationError `key_column_unknown` */
export function findColumn(headers: readonly string[], key: string): number {
  const exact = headers.indexOf(key);
  const column = exact === -1 ? headers.findIndex((header) => header.trim() === key.trim()) : exact;
  if (column !== -1) return column;
  const message = `There is no column "${key}". The columns are: ${headers.join(', ')}.`;
  throw new ValidationError('key_column_unknown', message, { key, headers });
}
