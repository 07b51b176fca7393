'use client';

import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { api, type Page } from '@/app/_components/api-client';
import type { JobJson } from '@/lib/domain/wire/job';
import { batchKeys } from '../batch-queries';
import { FIRST_PAGE_SIZE, type JobFilter, toJobsQuery } from './job-filter';

const PAGE_SIZE = FIRST_PAGE_SIZE;

/** The page that the server rendered, and the filter it belongs to. */
export interface FirstJobs {
  readonly filter: JobFilter;
  readonly page: Page<JobJson>;
}

function isSameFilter(a: JobFilter, b: JobFilter): boolean {
  return JSON.stringify(toJobsQuery(a)) === JSON.stringify(toJobsQuery(b));
}

type JobPages = InfiniteData<Page<JobJson>, string | null>;

function fetchPage(batchId: string, filter: JobFilter, cursor: string | null, signal?: AbortSignal) {
  const query = { ...toJobsQuery(filter), limit: PAGE_SIZE, cursor };
  return api.get<Page<JobJson>>(`/batches/${batchId}/jobs`, { query, ...(signal ? { signal } : {}) });
}

/** The rows of a batch that a filter lets through, loaded page by page, refreshed where somebody looks. */
export function useJobPages(batchId: string, filter: JobFilter, first: FirstJobs) {
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
    ...(isSameFilter(filter, first.filter)
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
  return { ...query, jobs, refreshRange };
}

/**
 * Fetches the pages between two positions again. Behind them only pages whose cursor still fits are kept: a row that
 * left the filter moves all that follow.
 */
export async function refreshPages(
  held: JobPages,
  firstIndex: number,
  lastIndex: number,
  fetch: (cursor: string | null) => Promise<Page<JobJson>>,
): Promise<JobPages> {
  const first = pageAt(held, firstIndex);
  const last = pageAt(held, lastIndex);
  const pages = held.pages.slice(0, first);
  const pageParams = held.pageParams.slice(0, first);
  let cursor = held.pageParams[first] ?? null;
  for (let i = first; i <= last; i += 1) {
    const page = await fetch(cursor);
    pages.push(page);
    pageParams.push(cursor);
    if (page.next_cursor === null) return { pages, pageParams };
    cursor = page.next_cursor;
  }
  const isChained = held.pageParams[last + 1] === cursor;
  return {
    pages: isChained ? [...pages, ...held.pages.slice(last + 1)] : pages,
    pageParams: isChained ? [...pageParams, ...held.pageParams.slice(last + 1)] : pageParams,
  };
}

function pageAt(held: JobPages, index: number): number {
  let end = 0;
  for (const [number, page] of held.pages.entries()) {
    end += page.items.length;
    if (index < end) return number;
  }
  return Math.max(0, held.pages.length - 1);
}
