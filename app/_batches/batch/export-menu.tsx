'use client';

import { ChevronDown } from 'lucide-react';
import { Button } from '@/app/_components/ui/button';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/app/_components/ui/menu';
import type { LiveBatch } from '../batch-queries';
import { countText } from '../format';
import { isFiltered } from '../job-table/job-filter';
import { toShownColumns, writtenColumns } from '../job-table/shown-columns';
import { shownTotal } from '../job-table/shown-total';
import { useJobColumns } from '../job-table/use-job-columns';
import { useJobFilter, useJobSearch } from '../job-table/use-job-search';
import { EXPORT_FORMATS, exportHref, SHOWN_FORMATS, shownHref } from './export-formats';

/** Downloads of the batch as it is now, also while it runs. */
export function ExportMenu({ batch }: { batch: LiveBatch }) {
  return (
    <Menu
      trigger={
        <Button>
          Export <ChevronDown aria-hidden />
        </Button>
      }
    >
      <ShownRows batch={batch} />
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

/** Where the table shows less than there is: just that. It is there while the menu is open, so it knows what is shown now. */
function ShownRows({ batch }: { batch: LiveBatch }) {
  const [search, narrow] = useJobSearch();
  const [choice] = useJobColumns(batch, search, narrow);
  const filter = useJobFilter(search);
  const columns = writtenColumns(batch.headers, toShownColumns(batch.headers, choice));
  if (Object.keys(columns).length === 0 && !isFiltered(filter)) return null;
  const title = `${shownTitle(shownTotal(search, batch))}, as shown`;
  return (
    <>
      <MenuLabel>{title}</MenuLabel>
      {SHOWN_FORMATS.map(({ format, label }) => (
        <MenuItem key={format} asChild>
          <a href={shownHref(batch.id, format, filter, columns)} aria-label={`${title}: ${label}`} download>
            {label}
          </a>
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuLabel>All rows</MenuLabel>
    </>
  );
}

function shownTitle(total: number | undefined): string {
  if (total === undefined) return 'The rows of this filter';
  return total === 1 ? 'This row' : `These ${countText(total)} rows`;
}
