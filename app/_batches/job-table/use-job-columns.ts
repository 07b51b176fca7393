'use client';

import { type ColumnChoice, useColumnChoice } from '@/app/_components/data-table/use-column-choice';
import type { LiveBatch } from '../batch-queries';
import type { JobSearch } from './job-filter';
import { firstChoice, toChoice, toShownColumns } from './shown-columns';

/** Which columns are shown: as the address says, else as this reader chose last. */
export function useJobColumns(
  batch: Pick<LiveBatch, 'upload_id' | 'headers'>,
  search: Pick<JobSearch, 'columns' | 'hidden' | 'outputs'>,
  onChange: (change: Partial<JobSearch>) => void,
): readonly [ColumnChoice, (choice: ColumnChoice) => void] {
  const { upload_id: uploadId, headers } = batch;
  const { columns, ...others } = search;
  const [kept, keep] = useColumnChoice(`rows-${uploadId}`, firstChoice(headers));
  const change = (next: ColumnChoice) => {
    keep(next);
    onChange(toShownColumns(headers, next));
  };
  return [columns === null ? kept : toChoice(headers, { columns, ...others }), change];
}
