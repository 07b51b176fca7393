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
