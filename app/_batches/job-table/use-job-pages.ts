'use client';

import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { api } from '@/app/_components/api-client';
import type { JobPageJson } from '@/lib/domain/wire/job-page';
import { batchKeys } from '../batch-queries';
import { FIRST_PAGE_SIZE, type JobFilter, toJobsQuery } from './job-filter';
import { type Pages, refreshPages } from './refresh-pages';

const PAGE_SIZE = FIRST_PAGE_SIZE;

/** The page that the server rendered, and the filter it belongs to. */
export interface FirstJobs {
  readonly filter: JobFilter;
  readonly page: JobPageJson;
}

function isSameFilter(a: JobFilter, b: JobFilter): boolean {
  return JSON.stringify(toJobsQuery(a)) === JSON.stringify(toJobsQuery(b));
}

type JobPages = Pages<JobPageJson>;

function fetchPage(batchId: string, filter: JobFilter, cursor: string | null, signal?: AbortSignal) {
  const query = { ...toJobsQuery(filter), limit: PAGE_SIZE, cursor };
  return api.get<JobPageJson>(`/batches/${batchId}/jobs`, { query, ...(signal ? { signal } : {}) });
}

/** The rows of a batch that a filter lets through, loaded page by page, refreshed where somebody looks. */
export function useJobPages(batchId: string, filter: JobFilter, first: FirstJobs | null) {
  const client = useQueryClient();
  const queryKey = useMemo(() => batchKeys.jobs(batchId, filter), [batchId, filter]);
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetchPage(batchId, filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    // A hint refreshes the pages in view; fetching all pages of a long scroll again would cost too much.
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    ...(first && isSameFilter(filter, first.filter)
      ? { initialData: { pages: [first.page], pageParams: [null] } }
      : {}),
  });
  const jobs = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);

  const refreshRange = useCallback(
    async (firstIndex: number, lastIndex: number) => {
      const held = client.getQueryData<JobPages>(queryKey);
      if (!held || client.isFetching({ queryKey, exact: true }) > 0) return;
      const fresh = await refreshPages(held, firstIndex, lastIndex, (cursor) =>
        fetchPage(batchId, filter, cursor),
      );
      client.setQueryData<JobPages>(queryKey, (now) => (now === held ? fresh : now));
    },
    [client, queryKey, batchId, filter],
  );
  return { ...query, jobs, refreshRange, search: searchProgress(query.data?.pages ?? []) };
}

export interface SearchProgress {
  /** Rows looked at so far. */
  readonly rows: number;
  /** Whether it stopped at the bound of one request with too little found: somebody must want more. */
  readonly isStopped: boolean;
}

/** How far a search through rows that no index knows has come; null where there is none. */
export function searchProgress(pages: readonly JobPageJson[]): SearchProgress | null {
  const last = pages.at(-1);
  if (!last || last.searched_rows === null) return null;
  return {
    rows: pages.reduce((sum, page) => sum + (page.searched_rows ?? 0), 0),
    isStopped: last.next_cursor !== null && last.items.length < PAGE_SIZE,
  };
}
