'use client';

import { ChevronDown } from 'lucide-react';
import { Button } from '@/app/_components/ui/button';
import { Menu, MenuItem } from '@/app/_components/ui/menu';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { EXPORT_FORMATS, exportHref } from './export-formats';

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
      {EXPORT_FORMATS.map(({ format, label, hint }) => (
        <MenuItem key={format} asChild>
          <a href={exportHref(batch.id, format)} download>
            <span>{label}</span>
            <span className="ml-auto pl-6 text-faint text-xs">{hint}</span>
          </a>
        </MenuItem>
      ))}
    </Menu>
  );
}
