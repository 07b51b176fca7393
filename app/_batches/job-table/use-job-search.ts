'use client';

import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { filterOf, type JobFilter, type JobSearch, jobSearchParams } from './job-filter';

/**
 * The table's state in the address. Each change is a step that the browser's Back takes back; more typing and walking
 * from row to row are none.
 */
export function useJobSearch(): readonly [JobSearch, (change: Partial<JobSearch>) => void] {
  const [search, setSearch] = useQueryStates(jobSearchParams);
  const change = (next: Partial<JobSearch>) => {
    const isTyping = 'q' in next && next.q !== '' && search.q !== '';
    const isWalking = typeof next.row === 'number' && search.row !== null;
    void setSearch(next, { history: isTyping || isWalking ? 'replace' : 'push' });
  };
  return [search, change];
}

/** Only what narrows and sorts the rows; a new object only when it changes, as it is part of a query's key. */
export function useJobFilter(search: JobSearch): JobFilter {
  const { row: _row, ...view } = search;
  const filter = filterOf(view);
  const text = JSON.stringify(filter);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says whether anything of it changed.
  return useMemo(() => filter, [text]);
}
