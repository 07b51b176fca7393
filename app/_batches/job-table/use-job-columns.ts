'use client';

import { type ColumnChoice, useColumnChoice } from '@/app/_components/data-table/use-column-choice';
import type { LiveBatch } from '../batch-queries';
import { chosenColumns, firstColumns, shownPositions } from './job-columns';
import type { JobSearch } from './job-filter';

/** Which of the file's columns are shown: as the address says, else as this reader chose last. */
export function useJobColumns(
  batch: Pick<LiveBatch, 'upload_id' | 'headers'>,
  search: Pick<JobSearch, 'columns'>,
  onChange: (change: Partial<JobSearch>) => void,
): readonly [ColumnChoice, (choice: ColumnChoice) => void] {
  const [kept, keep] = useColumnChoice(`rows-${batch.upload_id}`, firstColumns(batch.headers));
  const choice = search.columns === null ? kept : chosenColumns(batch.headers, search.columns);
  const change = (next: ColumnChoice) => {
    keep(next);
    onChange({ columns: shownPositions(batch.headers, next) });
  };
  return [choice, change];
}
