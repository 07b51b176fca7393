import { ValidationError } from '../domain/errors';
import { type DialectJson, toDialectJson } from '../domain/wire/dialect';
import type { ByteSource } from './inspect-bytes';
import type { Problem } from './problem';
import { type CsvTable, readRows } from './read-rows';
import type { ReadOptions } from './read-settings';
import type { CsvRow, RowBlock } from './row-builder';
import { HashSet, UniqueColumnFinder } from './unique-column';

/** The JSON of `furrow preview` and `GET /uploads/:id/preview`; keys as on the wire. */
export type CsvPreview = {
  dialect: DialectJson;
  headers: string[];
  row_count: number;
  rows: string[][];
  unique_column: string | null;
  problems: Problem[];
  problem_count: number;
};

export type PreviewOptions = ReadOptions & {
  /** How many rows to show, 1 to 50; default 10. */
  rows?: number | undefined;
  /** The header of the key column, instead of the one that would be found; its duplicates are reported. */
  key?: string | undefined;
};

const SHOWN_PROBLEMS = 1000;

/** Reads the whole file and tells what it is: dialect, first rows, key column, problems. Throws what `readRows` throws. */
export async function previewCsv(open: ByteSource, options: PreviewOptions = {}): Promise<CsvPreview> {
  const shownRows = options.rows ?? 10;
  if (!Number.isInteger(shownRows) || shownRows < 1 || shownRows > 50) {
    throw new ValidationError(
      'preview_rows_invalid',
      'The number of rows to preview must be a whole number from 1 to 50.',
    );
  }
  const table = await readRows(open, options);
  const keyColumn = options.key === undefined ? null : findColumn(table.headers, options.key);
  const preview = emptyPreview(table);
  const finder = new UniqueColumnFinder(keyColumn === null ? table.headers : []);
  const keyValues = new HashSet();
  for await (const block of table.blocks) {
    addBlock(preview, block, shownRows);
    for (const row of block.rows) {
      if (row.problem !== null) continue;
      if (keyColumn === null) finder.add(row.cells);
      else if (!keyValues.add(row.cells[keyColumn] ?? '')) addProblem(preview, duplicateKey(row, keyColumn));
    }
  }
  const found = keyColumn ?? finder.result();
  preview.unique_column = found === null ? null : (table.headers[found] ?? null);
  return preview;
}

function emptyPreview({ dialect, headers }: CsvTable): CsvPreview {
  return {
    dialect: toDialectJson(dialect),
    headers,
    row_count: 0,
    rows: [],
    unique_column: null,
    problems: [],
    problem_count: 0,
  };
}

function addBlock(preview: CsvPreview, block: RowBlock, shownRows: number): void {
  preview.row_count += block.rows.length;
  for (const row of block.rows.slice(0, shownRows - preview.rows.length)) preview.rows.push(row.cells);
  for (const problem of block.problems) addProblem(preview, problem);
}

function addProblem(preview: CsvPreview, problem: Problem): void {
  preview.problem_count += 1;
  if (preview.problems.length < SHOWN_PROBLEMS) preview.problems.push(problem);
}

function findColumn(headers: readonly string[], key: string): number {
  const exact = headers.indexOf(key);
  const column = exact === -1 ? headers.findIndex((header) => header.trim() === key.trim()) : exact;
  if (column !== -1) return column;
  const message = `There is no column "${key}". The columns are: ${headers.join(', ')}.`;
  throw new ValidationError('key_column_unknown', message, { key, headers });
}

function duplicateKey(row: CsvRow, column: number): Problem {
  const place = { line: row.lineNumber, row: row.rowIndex + 1, column: column + 1 };
  const message = `Row ${place.row} (line ${place.line}) has the same key as an earlier row.`;
  return { code: 'duplicate_key', severity: 'warning', ...place, message };
}
