'use client';

import { ArrowDownNarrowWide, ArrowUpWideNarrow, X } from 'lucide-react';
import { ColumnPicker } from '@/app/_components/data-table/column-picker';
import type { ColumnChoice } from '@/app/_components/data-table/use-column-choice';
import { Button } from '@/app/_components/ui/button';
import type { LiveBatch } from '../batch-queries';
import { countText } from '../format';
import { SearchBox } from '../search-box';
import { choosableColumns } from './job-columns';
import type { JobSearch } from './job-filter';
import { JobTabs } from './job-tabs';

interface JobToolbarProps {
  readonly batch: LiveBatch;
  readonly search: JobSearch;
  readonly onChange: (change: Partial<JobSearch>) => void;
  readonly columnChoice: ColumnChoice;
  readonly onColumnChoice: (choice: ColumnChoice) => void;
}

/** What the table shows: states, a failure group, a stretch of rows, a text; in which order, with which columns. */
export function JobToolbar({ batch, search, onChange, columnChoice, onColumnChoice }: JobToolbarProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <JobTabs
        counts={batch.counts}
        total={batch.total_jobs}
        status={search.status}
        onStatus={(status) => onChange({ status })}
      />
      <ActiveFilters search={search} onChange={onChange} />
      <div className="flex grow flex-wrap items-center gap-1.5 sm:ml-auto sm:grow-0">
        <SearchBox label="Search rows" value={search.q} onSearch={(q) => onChange({ q })} />
        <OrderButton order={search.order} onOrder={(order) => onChange({ order })} />
        <ColumnPicker
          columns={choosableColumns(batch.headers)}
          choice={columnChoice}
          onChange={onColumnChoice}
        />
      </div>
    </div>
  );
}

type Order = JobSearch['order'];

function OrderButton({ order, onOrder }: { order: Order; onOrder: (order: Order) => void }) {
  const isUp = order === 'asc';
  const Icon = isUp ? ArrowDownNarrowWide : ArrowUpWideNarrow;
  return (
    <Button size="sm" variant="ghost" onClick={() => onOrder(isUp ? 'desc' : 'asc')}>
      <Icon aria-hidden /> {isUp ? 'First row first' : 'Last row first'}
    </Button>
  );
}

function ActiveFilters({ search, onChange }: Pick<JobToolbarProps, 'search' | 'onChange'>) {
  const { from, to, group } = search;
  return (
    <>
      {from !== null && to !== null && (
        <RemoveFilter
          label={from === to ? `Row ${countText(from)}` : `Rows ${countText(from)}–${countText(to)}`}
          onRemove={() => onChange({ from: null, to: null })}
        />
      )}
      {group !== null && (
        <RemoveFilter label="One kind of failure" onRemove={() => onChange({ group: null })} />
      )}
    </>
  );
}

function RemoveFilter({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <Button size="sm" onClick={onRemove} aria-label={`Remove the filter: ${label}`}>
      {label} <X aria-hidden />
    </Button>
  );
}
