/** What can be downloaded of a batch. */
export const EXPORT_FORMATS = [
  'csv',
  'xlsx',
  'json',
  'jsonl',
  'failed',
  'manifest',
  'summary',
  'zip',
  'pdf',
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Those that list rows, so that they can be of some rows and columns; the others are always of the whole batch. */
export const ROW_FORMATS = ['csv', 'xlsx', 'json', 'jsonl'] as const satisfies readonly ExportFormat[];

/** What follows the file's own columns, before the outputs; `evidence`, the address of the row's page, stands behind them. */
export const OUTCOME_COLUMNS = [
  'automation',
  'status',
  'error_code',
  'error_message',
  'attempts',
  'started_at',
  'ended_at',
  'duration_ms',
  'evidence',
] as const;
export type OutcomeColumn = (typeof OUTCOME_COLUMNS)[number];
