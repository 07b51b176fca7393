import { apiUrl } from '@/app/_components/api-client';
import type { ROW_FORMATS } from '@/lib/domain/export-format';
import { type JobFilter, toFilterQuery } from '../job-table/job-filter';
import type { WrittenColumns } from '../job-table/shown-columns';

/** The files that a batch can be taken away as. */
export const EXPORT_FORMATS = [
  { format: 'csv', label: 'Results', hint: 'CSV: your columns, outcome, outputs' },
  { format: 'xlsx', label: 'Results', hint: 'Excel: typed, header frozen' },
  { format: 'failed', label: 'Failed rows', hint: 'CSV that can be uploaded again' },
  { format: 'json', label: 'Results', hint: 'JSON' },
  { format: 'jsonl', label: 'Results', hint: 'JSON, one row a line' },
  { format: 'pdf', label: 'Summary', hint: 'PDF: for paper' },
  { format: 'summary', label: 'Summary', hint: 'JSON' },
  { format: 'manifest', label: 'Manifest', hint: 'JSON' },
  { format: 'zip', label: 'Files', hint: 'ZIP: screenshots and traces by row' },
] as const;

export function exportHref(batchId: string, format: (typeof EXPORT_FORMATS)[number]['format']): string {
  return apiUrl(`/batches/${batchId}/export`, { format });
}

type RowFormat = (typeof ROW_FORMATS)[number];

/** The files that what the table shows can be taken away as. */
export const SHOWN_FORMATS = [
  { format: 'csv', label: 'CSV' },
  { format: 'xlsx', label: 'XLSX' },
  { format: 'json', label: 'JSON' },
  { format: 'jsonl', label: 'JSON lines' },
] as const satisfies readonly { format: RowFormat; label: string }[];

export function shownHref(
  batchId: string,
  format: RowFormat,
  filter: JobFilter,
  columns: WrittenColumns,
): string {
  const query = { format, only_run: true, ...toFilterQuery(filter) };
  // The empty list means none of them, and must not be left out.
  const lists = Object.entries(columns).map(
    ([name, list]) => `&${name}=${encodeURIComponent(list.join(','))}`,
  );
  return apiUrl(`/batches/${batchId}/export`, query) + lists.join('');
}
