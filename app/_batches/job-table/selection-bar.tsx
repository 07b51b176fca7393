'use client';

import { RotateCcw, X } from 'lucide-react';
import { Button } from '@/app/_components/ui/button';
import { RetryButton } from '../batch/retry-button';
import type { LiveBatch } from '../batch-queries';
import { countText } from '../format';
import type { JobFilter } from './job-filter';
import { type RetryRequest, toRetryRequest } from './row-selection';
import type { SelectedRows } from './use-row-selection';

interface SelectionBarProps {
  readonly batch: LiveBatch;
  readonly filter: JobFilter;
  readonly selected: SelectedRows;
  /** Whether the batch takes rows back at all. */
  readonly canRetry: boolean;
  readonly isBusy: boolean;
  readonly onRetry: (request: RetryRequest, version: 'same' | 'latest') => void;
}

/** What can be done with the selected rows; over the page, so that nothing moves when it comes. */
export function SelectionBar({ batch, filter, selected, canRetry, isBusy, onRetry }: SelectionBarProps) {
  const { selection, table } = selected;
  const request = toRetryRequest(selection, filter, batch.run_id);
  const isNone = !selection.isAll && selection.rows.size === 0;
  return (
    <section
      aria-label="Selected rows"
      className={
        isNone
          ? 'sr-only'
          : 'fixed inset-x-0 bottom-4 z-20 max-md:bottom-17 mx-auto flex w-fit max-w-[calc(100vw-2rem)] flex-wrap items-center gap-x-3 gap-y-2 rounded-lg bg-raised px-3 py-2 shadow-float'
      }
    >
      <p role="status" className="tabular-nums">
        {isNone ? '' : selectionText(selected, filter)}
      </p>
      {!isNone && request !== null && canRetry && (
        <RetryButton
          batch={batch}
          size="sm"
          isBusy={isBusy}
          onRetry={(version) => {
            onRetry(request, version);
            table.onClear();
          }}
        >
          <RotateCcw aria-hidden /> {runAgainText(request)}
        </RetryButton>
      )}
      {!isNone && request === null && (
        <span className="text-muted">Only failed and stopped rows run again.</span>
      )}
      {!isNone && (
        <Button size="sm" variant="ghost" onClick={table.onClear} aria-label="Select nothing">
          <X aria-hidden />
        </Button>
      )}
    </section>
  );
}

/** Where all rows are selected, only some of them can: says which. */
function runAgainText({ status }: RetryRequest): string {
  const states = [status ?? []].flat();
  return states.length === 0 ? 'Run again' : `Run ${states.join(' and ')} again`;
}

function selectionText({ selection, count }: SelectedRows, filter: JobFilter): string {
  const [only] = filter.status;
  const what = selection.isAll && filter.status.length === 1 && only ? `${only} ` : '';
  if (count === undefined) {
    const but = selection.rows.size > 0 ? ` but ${countText(selection.rows.size)}` : '';
    return `All ${what}rows that match the filter${but} selected`;
  }
  const text = `${countText(count)} ${what}${count === 1 ? 'row' : 'rows'} selected`;
  if (!selection.isAll) return text;
  return selection.rows.size > 0 ? `${text}, all but ${countText(selection.rows.size)}` : `All ${text}`;
}
