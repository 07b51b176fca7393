import type { z } from 'zod';
import type { JobState } from '@/lib/domain/job-state';
import { makeJobId } from '@/lib/domain/run-id';
import type { retryRequestSchema } from '@/lib/domain/wire/retry';
import { type JobFilter, splitOutput } from './job-filter';

export type RetryRequest = z.input<typeof retryRequestSchema>;

/** Rows chosen one by one, or all that a filter lets through but some. Row indexes. */
export interface RowSelection {
  readonly isAll: boolean;
  /** The chosen ones; where all are, the exceptions. */
  readonly rows: ReadonlySet<number>;
}

export const NO_ROWS: RowSelection = { isAll: false, rows: new Set() };
export const ALL_ROWS: RowSelection = { isAll: true, rows: new Set() };

export function isRowSelected({ isAll, rows }: RowSelection, row: number): boolean {
  return isAll !== rows.has(row);
}

/** The selection with these rows in it, or without them. */
export function withRows(selection: RowSelection, changed: readonly number[], isIn: boolean): RowSelection {
  const rows = new Set(selection.rows);
  for (const row of changed) {
    if (isIn === selection.isAll) rows.delete(row);
    else rows.add(row);
  }
  return { ...selection, rows };
}

/** @param total rows that the filter lets through, where known @returns undefined where it cannot be known */
export function selectedCount({ isAll, rows }: RowSelection, total: number | undefined): number | undefined {
  if (!isAll) return rows.size;
  return total === undefined ? undefined : Math.max(0, total - rows.size);
}

const RUN_AGAIN = ['failed', 'stopped'] as const satisfies readonly JobState[];

/** What to ask so that exactly the selected rows run again; null where none of them can. */
export function toRetryRequest(
  { isAll, rows }: RowSelection,
  filter: JobFilter,
  runId: string,
): RetryRequest | null {
  if (!isAll) return rows.size === 0 ? null : { job_ids: [...rows].map((row) => makeJobId(runId, row)) };
  const status = RUN_AGAIN.filter((state) => filter.status.length === 0 || filter.status.includes(state));
  if (status.length === 0) return null;
  const { group, q, key, from, to, output } = filter;
  return {
    status: [...status],
    ...(group === null ? {} : { group }),
    ...(q === '' ? {} : { q }),
    ...(key === '' ? {} : { key }),
    ...(from === null ? {} : { from_row: Math.max(0, from - 1) }),
    ...(to === null ? {} : { to_row: Math.max(0, to - 1) }),
    ...(output.length === 0 ? {} : { output: Object.fromEntries(output.map(splitOutput)) }),
    ...(rows.size === 0 ? {} : { except_rows: [...rows] }),
  };
}
