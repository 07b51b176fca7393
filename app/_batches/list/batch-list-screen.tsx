'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { useMay } from '@/app/_auth/actor-role';
import { api, type Page } from '@/app/_components/api-client';
import { LoadFailed } from '@/app/_components/load-failed';
import { PageBody, PageHeader } from '@/app/_components/page-header';
import { Button } from '@/app/_components/ui/button';
import type { BatchListItemJson } from '@/lib/domain/wire/batch';
import { BatchFilters, type FilterChoices } from './batch-filters';
import { BatchList } from './batch-list';
import { type BatchSearch, batchSearchParams, isFiltered, isSameSearch } from './batch-search';
import { FirstBatch } from './first-batch';

interface BatchListScreenProps {
  readonly search: BatchSearch;
  readonly choices: FilterChoices;
  readonly firstPage: Page<BatchListItemJson>;
}

/** While a batch on the page moves, the list is read again this often. */
const MOVING_MS = 3_000;
const MOVING = ['importing', 'running', 'stopping'];

function useBatches(search: BatchSearch, initial: BatchListScreenProps) {
  const isInitial = isSameSearch(search, initial.search);
  return useInfiniteQuery({
    queryKey: ['batches', search],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<BatchListItemJson>>('/batches', { query: { ...search, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(({ status }) => MOVING.includes(status)))
        ? MOVING_MS
        : false,
    ...(isInitial ? { initialData: { pages: [initial.firstPage], pageParams: [null] } } : {}),
  });
}

/** All batches, the newest first. */
export function BatchListScreen(props: BatchListScreenProps) {
  const [search, setSearch] = useQueryStates(batchSearchParams, { history: 'replace' });
  const batches = useBatches(search, props);
  const items = batches.data?.pages.flatMap((page) => page.items) ?? [];
  const canWrite = useMay('write');
  const isEmpty = items.length === 0 && !batches.isPending;
  return (
    <>
      <PageHeader title="Batches" actions={canWrite && <NewBatchLink />} />
      <PageBody>
        {isEmpty && !isFiltered(search) && props.choices.owners.length === 0 ? (
          <FirstBatch canWrite={canWrite} />
        ) : (
          <div className="grid grid-cols-1 gap-4">
            <BatchFilters
              search={search}
              choices={props.choices}
              onChange={(change) => void setSearch(change)}
            />
            {batches.error ? (
              <LoadFailed
                title="The batches could not be loaded"
                error={batches.error}
                onRetry={batches.refetch}
              />
            ) : (
              <BatchList
                items={items}
                isLoading={batches.isPending}
                onTag={(tag) => void setSearch({ tag })}
              />
            )}
            {batches.hasNextPage && (
              <div>
                <Button isBusy={batches.isFetchingNextPage} onClick={() => batches.fetchNextPage()}>
                  Show older batches
                </Button>
              </div>
            )}
          </div>
        )}
      </PageBody>
    </>
  );
}

function NewBatchLink() {
  return (
    <Button asChild variant="primary">
      <Link href="/batches/new">
        <Plus aria-hidden /> New batch
      </Link>
    </Button>
  );
}
