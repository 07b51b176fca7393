/**
 * One fault found in a file. `row` (1-based, data rows only) is absent when the fault concerns the whole file: an
 * error without `row` means the file cannot be used as it is; an error with `row` excludes that row only.
 */
export type Problem = {
  code: string;
  severity: 'error' | 'warning';
  line?: number;
  row?: number;
  column?: number;
  message: string;
  /** The cell in question, at most 100 characters of it. */
  value?: string;
  /** What to do, where the message does not say it. */
  advice?: string;
};

const VALUE_CHARS = 100;

/** The beginning of a cell, as a problem shows it. */
export function shownValue(cell: string): string {
  const start = cell.slice(0, VALUE_CHARS * 2).replaceAll('\u0000', '\uFFFD');
  return start.length <= VALUE_CHARS ? start : [...start].slice(0, VALUE_CHARS).join('').toWellFormed();
}

/** Bounds enforced while streaming: bytes of the file, data rows, columns, characters of one cell and of one row. */
export type CsvLimits = {
  bytes: number;
  rows: number;
  columns: number;
  cellLength: number;
  rowLength: number;
};

export const DEFAULT_LIMITS: CsvLimits = {
  bytes: 500 * 1024 * 1024,
  rows: 5_000_000,
  columns: 1000,
  cellLength: 1024 * 1024,
  rowLength: 16 * 1024 * 1024,
};
