'use client';

import { type InfiniteData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { z } from 'zod';
import { inboxKeys } from '@/app/_batches/unconfirmed/inbox-queries';
import { api } from '@/app/_components/api-client';
import { followSource } from '@/app/_components/shared-source';
import { notifyFailed } from '@/app/_components/ui/toast';
import type { NotificationsJson, notificationPreferenceSchema } from '@/lib/domain/wire/notification';

const KEY = ['notifications'] as const;
const NEWS = {
  name: 'furrow-notifications',
  url: '/api/v1/notifications/events',
  events: ['hello', 'news'] as const,
};

type Known = InfiniteData<NotificationsJson, string | null>;

export function useNotifications() {
  const list = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam, signal }) =>
      api.get<NotificationsJson>('/notifications', { query: { cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
  const [first] = list.data?.pages ?? [];
  return {
    list,
    items: list.data?.pages.flatMap(({ items }) => items) ?? [],
    unreadCount: first?.unread_count ?? 0,
    isOnlyOwn: first?.only_own ?? false,
    isByMail: first?.by_mail ?? false,
    canMail: first?.can_mail ?? false,
  };
}

/**
 * Keeps the list current; the tabs of a browser share one connection.
 * @param isAlsoHidden whether a tab that nobody sees has a part in it
 */
export function useNews(isAlsoHidden: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    let stop = new AbortController();
    // Also what the navigation counts: a batch with new unconfirmed rows is news.
    const refresh = () => {
      for (const queryKey of [KEY, inboxKeys.total]) {
        void client.invalidateQueries({ queryKey }, { cancelRefetch: false });
      }
    };
    const follow = () => {
      stop.abort();
      stop = new AbortController();
      if (document.visibilityState === 'hidden' && !isAlsoHidden) return;
      followSource(NEWS, stop.signal, refresh);
      // Another tab may hold the connection, and nothing may happen for long.
      refresh();
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      stop.abort();
    };
  }, [client, isAlsoHidden]);
}

/** Notes what was read, at once on the screen, and in the other tabs too. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly string[] | 'all') => api.post('/notifications/read', { body: { ids } }),
    onMutate: async (ids) => {
      await client.cancelQueries({ queryKey: KEY });
      client.setQueryData<Known>(KEY, (known) => known && withRead(known, ids));
    },
    onError: (error) => notifyFailed('Could not note that it was read', error),
    onSettled: () => refreshEverywhere(client),
  });
}

export function usePreference() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.infer<typeof notificationPreferenceSchema>) => api.patch('/notifications', { body }),
    onError: (error) => notifyFailed('Could not change it', error),
    onSettled: () => refreshEverywhere(client),
  });
}

function refreshEverywhere(client: ReturnType<typeof useQueryClient>): Promise<void> {
  const channel = new BroadcastChannel(NEWS.name);
  channel.postMessage({ name: 'news', data: {} });
  channel.close();
  return client.invalidateQueries({ queryKey: KEY });
}

function withRead({ pages, pageParams }: Known, ids: readonly string[] | 'all'): Known {
  const isMeant = (id: string) => ids === 'all' || ids.includes(id);
  const count = pages
    .flatMap(({ items }) => items)
    .filter((item) => !item.is_read && isMeant(item.id)).length;
  return {
    pageParams,
    pages: pages.map((page) => ({
      ...page,
      unread_count: ids === 'all' ? 0 : Math.max(0, page.unread_count - count),
      items: page.items.map((item) => (isMeant(item.id) ? { ...item, is_read: true } : item)),
    })),
  };
}
