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
};

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
