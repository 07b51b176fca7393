'use client';

import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type ApiRequest, api, type Page } from '../api-client';

interface PagesOptions {
  readonly key: QueryKey;
  /** Path below /api/v1. */
  readonly path: string;
  readonly query?: ApiRequest['query'];
  readonly pageSize?: number;
  readonly isEnabled?: boolean;
}

/** A keyset list, page after page: what DataTable needs to load more, and the items read so far. */
export function usePages<Item>({ key, path, query = {}, pageSize = 100, isEnabled = true }: PagesOptions) {
  const result = useInfiniteQuery({
    queryKey: key,
    enabled: isEnabled,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Item>>(path, { query: { ...query, limit: pageSize, cursor: pageParam }, signal }),
    getNextPageParam: (page) => page.next_cursor,
  });
  const items = useMemo(() => result.data?.pages.flatMap((page) => page.items) ?? [], [result.data]);
  return {
    items,
    error: result.error,
    isLoading: result.isPending && isEnabled,
    hasMore: result.hasNextPage,
    isLoadingMore: result.isFetchingNextPage,
    onLoadMore: result.fetchNextPage as () => void,
    refetch: result.refetch,
  };
}
