import { apiUrl } from '@/app/_components/api-client';

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
