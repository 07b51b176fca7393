'use client';

import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, type Page } from '@/app/_components/api-client';
import type { JobJson } from '@/lib/domain/wire/job';
import { batchKeys } from '../batch-queries';
import { FIRST_ROWS } from './first-rows';

const MORE_ROWS = 100;
const LOOK_MS = 3000;

type Pages = InfiniteData<Page<JobJson>, string | null>;

/**
 * The unconfirmed rows of a batch, the longest waiting first, as many as somebody asked for; looked at again when their
 * count changes, and while the site is still to be asked about one of them.
 * @param first what came with the page; null: nothing did
 * @param isEager fetches the next page without being asked
 */
export function useUnconfirmedJobs(
  batchId: string,
  count: number,
  first: Page<JobJson> | null,
  isEager: boolean,
) {
  const client = useQueryClient();
  const queryKey = batchKeys.unconfirmed(batchId);
  const seen = useRef(count);
  useEffect(() => {
    if (seen.current === count) return;
    seen.current = count;
    void client.invalidateQueries({ queryKey: batchKeys.unconfirmed(batchId) });
  }, [client, batchId, count]);
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<JobJson>>(`/batches/${batchId}/jobs`, {
        query: {
          ...{ status: 'unconfirmed', sort: 'ended', cursor: pageParam },
          limit: pageParam === null ? FIRST_ROWS : MORE_ROWS,
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    enabled: count > 0,
    ...(first ? { initialData: { pages: [first], pageParams: [null] } } : {}),
    refetchInterval: ({ state }) => lookAgainIn(state.data),
  });
  const { hasNextPage, fetchNextPage } = query;
  const isWanted = isEager && hasNextPage && query.data?.pages.length === 1;
  useEffect(() => {
    if (isWanted) void fetchNextPage();
  }, [isWanted, fetchNextPage]);
  return { ...query, jobs: query.data?.pages.flatMap(({ items }) => items) ?? [] };
}

/** The more was loaded, the less often. */
function lookAgainIn(data: Pages | undefined): number | false {
  const isOpen = data?.pages.some(({ items }) => items.some(isAskedAgain)) ?? false;
  return isOpen && data ? LOOK_MS * data.pages.length : false;
}

function isAskedAgain({ verification }: JobJson): boolean {
  return verification !== null && verification.next_at !== null;
}
