'use client';

import { X } from 'lucide-react';
import { Button } from '@/app/_components/ui/button';
import { countText } from '../format';
import { isFiltered, type JobSearch, NO_FILTER, splitOutput } from './job-filter';

interface ActiveFiltersProps {
  readonly search: JobSearch;
  readonly keyColumn: string | null;
  readonly onChange: (change: Partial<JobSearch>) => void;
}

interface ActiveFilter {
  readonly label: string;
  readonly without: Partial<JobSearch>;
}

/** What narrows the rows beside the tabs and the search box, each with a way to take it away. */
export function ActiveFilters({ search, keyColumn, onChange }: ActiveFiltersProps) {
  const active = activeFilters(search, keyColumn);
  if (active.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {active.map(({ label, without }) => (
        <Button
          key={label}
          size="sm"
          onClick={() => onChange(without)}
          aria-label={`Remove the filter: ${label}`}
        >
          {label} <X aria-hidden />
        </Button>
      ))}
      {isFiltered(search) && (
        <Button size="sm" variant="ghost" onClick={() => onChange(NO_FILTER)}>
          Show all rows
        </Button>
      )}
    </div>
  );
}

function activeFilters(
  { from, to, group, key, output }: JobSearch,
  keyColumn: string | null,
): ActiveFilter[] {
  const active: ActiveFilter[] = output.map((text) => ({
    label: splitOutput(text).join(' = '),
    without: { output: output.filter((other) => other !== text) },
  }));
  if (key !== '') active.unshift({ label: `${keyColumn ?? 'Key'} begins with ${key}`, without: { key: '' } });
  if (group !== null) active.unshift({ label: 'One kind of failure', without: { group: null } });
  if (from !== null && to !== null) {
    const label = from === to ? `Row ${countText(from)}` : `Rows ${countText(from)}–${countText(to)}`;
    active.unshift({ label, without: { from: null, to: null } });
  }
  return active;
}
