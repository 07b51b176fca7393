'use client';

import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api } from '@/app/_components/api-client';
import type { RowSource } from './grid-row-data';
import { afterPage, FIRST_PAGE, type PageStarts, shownCount } from './page-starts';
import { PAGE_ROWS, pagesFor, type RowPage, rowsKey, trimPages } from './row-cache';
import { filterQuery, type RowFilter } from './row-filter';

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

/** The rows of a file that has been read, by page: all of them, or those of a filter. */
export function useRowPages(query: RowQuery, filter: RowFilter): RowSource {
  const { uploadId, reading, checkId, rowCount, isReady } = query;
  const client = useQueryClient();
  const [pages, setPages] = useState<readonly number[]>([0]);
  const list = useMemo(
    () => [reading, filter, filter === 'all' ? null : checkId] as const,
    [reading, filter, checkId],
  );
  const { placeOf, note, startsOf } = usePageStarts(list);
  const keyOf = useCallback(
    (page: number) => [...rowsKey(uploadId), ...list, page] as const,
    [uploadId, list],
  );
  const results = useQueries({
    queries: pages.map((page) => ({
      queryKey: keyOf(page),
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        trimPages(client, uploadId);
        const answer = await api.get<RowPage>(rowsPath(uploadId, filter, checkId), {
          query: {
            from: filter === 'all' ? page * PAGE_ROWS : placeOf(page),
            limit: PAGE_ROWS,
            ...(filter === 'all' ? { check: checkId } : filterQuery(filter)),
          },
          signal,
        });
        note(page, answer);
        return answer;
      },
      enabled: isReady && (filter === 'all' || placeOf(page) !== undefined),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  // Rows carry the problems of one check: with another one those in view are asked for again, in their place.
  useEffect(() => {
    if (checkId !== null) void client.invalidateQueries({ queryKey: [...rowsKey(uploadId), reading, 'all'] });
  }, [client, uploadId, reading, checkId]);
  const show = useShownPages(setPages);
  const count = filter === 'all' ? rowCount : shownCount(startsOf(), PAGE_ROWS);
  const newest = results.map(({ dataUpdatedAt }) => dataUpdatedAt).join();
  return useMemo(() => {
    void newest;
    return {
      count,
      rowAt: (position) =>
        client.getQueryData<RowPage>(keyOf(Math.floor(position / PAGE_ROWS)))?.items[position % PAGE_ROWS],
      show,
    };
  }, [client, keyOf, count, show, newest]);
}

function rowsPath(uploadId: string, filter: RowFilter, checkId: string | null): string {
  return filter === 'all' ? `/uploads/${uploadId}/rows` : `/uploads/${uploadId}/checks/${checkId}/rows`;
}

/** Where the pages of one list begin; another list starts over. */
function usePageStarts(list: readonly unknown[]) {
  const known = useRef<{ list: readonly unknown[]; starts: PageStarts }>({ list, starts: FIRST_PAGE });
  if (known.current.list !== list) known.current = { list, starts: FIRST_PAGE };
  const note = useCallback(
    (page: number, { items, next_cursor }: RowPage) => {
      // A list that was left meanwhile is of no interest any more.
      if (known.current.list !== list) return;
      const indexes = items.map(({ row_index }) => row_index);
      known.current.starts = afterPage(known.current.starts, page, indexes, next_cursor !== null, PAGE_ROWS);
    },
    [list],
  );
  const placeOf = useCallback((page: number) => known.current.starts.starts[page], []);
  const startsOf = useCallback(() => known.current.starts, []);
  return { placeOf, note, startsOf };
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
