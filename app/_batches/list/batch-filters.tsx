'use client';

import { Select } from '@/app/_components/ui/select';
import { BATCH_STATES, type BatchState } from '@/lib/domain/batch-state';
import { SearchBox } from '../search-box';
import type { BatchSearch } from './batch-search';

interface BatchFiltersProps {
  readonly search: BatchSearch;
  readonly onChange: (change: Partial<BatchSearch>) => void;
}

const LABELS: Readonly<Record<BatchState, string>> = {
  importing: 'Importing',
  ready: 'Ready to start',
  running: 'Running',
  paused: 'Paused',
  waiting: 'Waiting',
  stopping: 'Stopping',
  finished: 'Finished',
  failed: 'Import failed',
};

const ANY = 'any';
const OPTIONS = [
  { value: ANY, label: 'Any status' },
  ...BATCH_STATES.map((state) => ({ value: state as string, label: LABELS[state] })),
];

export function BatchFilters({ search, onChange }: BatchFiltersProps) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox label="Search batches" value={search.q} onSearch={(q) => onChange({ q })} />
      <Select
        aria-label="Status"
        className="w-40"
        options={OPTIONS}
        value={search.status ?? ANY}
        onValueChange={(value) => onChange({ status: BATCH_STATES.find((state) => state === value) ?? null })}
      />
    </div>
  );
}
