'use client';

import { type QueryClient, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api, type Page } from '@/app/_components/api-client';
import type { GridRowData, RowSource } from './grid-row-data';

/** Rows a page. */
const PAGE_ROWS = 100;
/** Pages the browser holds: 6,000 rows, whatever the file. */
const MOST_PAGES = 60;
/** Somebody dragging the scroll bar passes many pages: only where it rests is asked for. */
const REST_MS = 60;

export interface RowQuery {
  readonly uploadId: string;
  /** Changes when the file is read in another way. */
  readonly reading: string;
  /** The check whose problems the rows carry; null before there is one. */
  readonly checkId: string | null;
  readonly rowCount: number;
  readonly isReady: boolean;
}

type RowPage = Page<GridRowData>;

const rowsKey = (uploadId: string) => ['upload', uploadId, 'rows'] as const;

/** All rows of a file that has been read, by page. */
export function useRowPages({ uploadId, reading, checkId, rowCount, isReady }: RowQuery): RowSource {
  const client = useQueryClient();
  const [pages, setPages] = useState<readonly number[]>([0]);
  const keyOf = useCallback(
    (page: number) => [...rowsKey(uploadId), reading, 'all', page] as const,
    [uploadId, reading],
  );
  const results = useQueries({
    queries: pages.map((page) => ({
      queryKey: keyOf(page),
      queryFn: ({ signal }: { signal: AbortSignal }) => {
        trimPages(client, uploadId);
        return api.get<RowPage>(`/uploads/${uploadId}/rows`, {
          query: { from: page * PAGE_ROWS, limit: PAGE_ROWS, check: checkId },
          signal,
        });
      },
      enabled: isReady,
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  // Rows carry the problems of one check: with another one those in view are asked for again, in their place.
  useEffect(() => {
    if (checkId !== null) void client.invalidateQueries({ queryKey: rowsKey(uploadId) });
  }, [client, uploadId, checkId]);
  const show = useShownPages(setPages);
  const newest = results.map(({ dataUpdatedAt }) => dataUpdatedAt).join();
  return useMemo(() => {
    void newest;
    return {
      count: rowCount,
      rowAt: (position) =>
        client.getQueryData<RowPage>(keyOf(Math.floor(position / PAGE_ROWS)))?.items[position % PAGE_ROWS],
      show,
    };
  }, [client, keyOf, rowCount, show, newest]);
}

/** Turns positions in view into pages to load; jumps wait until they rest. */
function useShownPages(setPages: (next: (now: readonly number[]) => readonly number[]) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (first: number, last: number) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setPages((now) => pagesFor(first, last, now)), REST_MS);
    },
    [setPages],
  );
}

/** The pages that hold these positions; the same array when it is the same pages. */
export function pagesFor(first: number, last: number, now: readonly number[]): readonly number[] {
  const from = Math.floor(Math.max(0, first) / PAGE_ROWS);
  const to = Math.floor(Math.max(0, last) / PAGE_ROWS);
  if (now[0] === from && now.at(-1) === to) return now;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Forgets the pages that were fetched longest ago and are not in view. */
function trimPages(client: QueryClient, uploadId: string): void {
  const cache = client.getQueryCache();
  const held = cache.findAll({ queryKey: rowsKey(uploadId) });
  const unused = held
    .filter((query) => query.getObserversCount() === 0)
    .sort((one, other) => one.state.dataUpdatedAt - other.state.dataUpdatedAt);
  for (const query of unused.slice(0, Math.max(0, held.length - MOST_PAGES))) cache.remove(query);
}
