'use client';

import { ColumnPicker } from '@/app/_components/data-table/column-picker';
import type { ColumnChoice } from '@/app/_components/data-table/use-column-choice';
import { keepFocus } from '@/app/_components/keep-focus';
import { Button } from '@/app/_components/ui/button';
import type { LiveBatch } from '../batch-queries';
import { countText } from '../format';
import { SearchBox } from '../search-box';
import { ActiveFilters } from './active-filters';
import { columnGroups } from './column-groups';
import { FilterButton } from './filter-button';
import type { JobSearch } from './job-filter';
import { JobTabs } from './job-tabs';
import type { SearchProgress } from './use-job-pages';

interface JobToolbarProps {
  readonly batch: LiveBatch;
  readonly search: JobSearch;
  readonly onChange: (change: Partial<JobSearch>) => void;
  readonly columnChoice: ColumnChoice;
  readonly onColumnChoice: (choice: ColumnChoice) => void;
  /** Names of outputs that the rows at hand gave. */
  readonly outputNames: readonly string[];
  readonly progress: SearchProgress | null;
  readonly onSearchOn: () => void;
}

/** What the table shows: states, a failure group, a stretch of rows, keys, outputs, a text; with which columns. */
export function JobToolbar({
  batch,
  search,
  onChange,
  columnChoice,
  onColumnChoice,
  ...rest
}: JobToolbarProps) {
  return (
    <div ref={keepFocus} className="grid min-w-0 grid-cols-1 gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <JobTabs
          counts={batch.counts}
          total={batch.total_jobs}
          status={search.status}
          onStatus={(status) => onChange({ status })}
        />
        <div className="flex grow flex-wrap items-center gap-1.5 sm:ml-auto sm:grow-0">
          <SearchBox label="Search rows" value={search.q} onSearch={(q) => onChange({ q })} />
          <FilterButton
            keyColumn={batch.settings.key_column ?? null}
            outputNames={rest.outputNames}
            search={search}
            onChange={onChange}
          />
          <ColumnPicker
            groups={columnGroups(batch, columnChoice, rest.outputNames)}
            onChange={(id, isShown) => onColumnChoice({ ...columnChoice, [id]: isShown })}
          />
        </div>
      </div>
      <ActiveFilters search={search} keyColumn={batch.settings.key_column ?? null} onChange={onChange} />
      <SearchBound progress={rest.progress} total={batch.total_jobs} onSearchOn={rest.onSearchOn} />
    </div>
  );
}

interface SearchBoundProps {
  readonly progress: SearchProgress | null;
  readonly total: number;
  readonly onSearchOn: () => void;
}

/** Text and outputs are looked for row by row: says how far that went, and goes on when somebody wants it. */
function SearchBound({ progress, total, onSearchOn }: SearchBoundProps) {
  if (!progress?.isStopped) return null;
  return (
    <p role="status" className="flex flex-wrap items-center gap-2 text-muted">
      Searched the first {countText(progress.rows)} of {countText(total)} rows.
      <Button size="sm" onClick={onSearchOn}>
        Search on
      </Button>
    </p>
  );
}
