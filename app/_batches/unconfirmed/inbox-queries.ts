'use client';

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '@/app/_components/api-client';
import type { UnconfirmedPageJson } from '@/lib/domain/wire/unconfirmed';

export const inboxKeys = {
  all: ['unconfirmed'] as const,
  batches: ['unconfirmed', 'batches'] as const,
  total: ['unconfirmed', 'total'] as const,
};

/** No count on the page is older; a hidden tab asks nothing. */
const LOOK_MS = 2_000;
/** Of the badge on other pages: news of a batch make it ask at once. */
const BADGE_MS = 15_000;

export type InboxPage = Omit<UnconfirmedPageJson, 'read_at'>;

/** The batches with unconfirmed rows, the longest waiting first. @param first what came with the page */
export function useUnconfirmedBatches(first: InboxPage) {
  const client = useQueryClient();
  const read = useCallback(
    async (cursor: string | null, signal: AbortSignal) => {
      const { items, next_cursor, total } = await api.get<UnconfirmedPageJson>('/unconfirmed', {
        query: { cursor },
        signal,
      });
      client.setQueryData(inboxKeys.total, total);
      // Without the time of reading: what has not changed is not drawn anew.
      return { items, next_cursor, total };
    },
    [client],
  );
  return useInfiniteQuery({
    queryKey: inboxKeys.batches,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    initialData: { pages: [first], pageParams: [null] },
    refetchInterval: ({ state }) => LOOK_MS * (state.data?.pages.length ?? 1),
  });
}

/** Unconfirmed rows that wait for a person, over all batches; undefined until it is known. */
export function useWaitingForPerson(): number | undefined {
  const { data } = useQuery({
    queryKey: inboxKeys.total,
    queryFn: async ({ signal }) =>
      (await api.get<UnconfirmedPageJson>('/unconfirmed', { query: { limit: 1 }, signal })).total,
    refetchInterval: BADGE_MS,
  });
  return data && waitingForPerson(data);
}

export function waitingForPerson({ unconfirmed, asked }: UnconfirmedPageJson['total']): number {
  return Math.max(0, unconfirmed - asked);
}
