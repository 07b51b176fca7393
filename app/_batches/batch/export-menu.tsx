'use client';

import { ChevronDown } from 'lucide-react';
import { apiUrl } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { Menu, MenuItem } from '@/app/_components/ui/menu';
import type { BatchJson } from '@/lib/domain/wire/batch';

const FORMATS = [
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

/** Downloads of the batch as it is now, also while it runs. */
export function ExportMenu({ batch }: { batch: BatchJson }) {
  return (
    <Menu
      trigger={
        <Button>
          Export <ChevronDown aria-hidden />
        </Button>
      }
    >
      {FORMATS.map(({ format, label, hint }) => (
        <MenuItem key={format} asChild>
          <a href={apiUrl(`/batches/${batch.id}/export`, { format })} download>
            <span>{label}</span>
            <span className="ml-auto pl-6 text-faint text-xs">{hint}</span>
          </a>
        </MenuItem>
      ))}
    </Menu>
  );
}
