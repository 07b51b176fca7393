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
