'use client';

import { useQuery } from '@tanstack/react-query';
import { api, type Page } from '@/app/_components/api-client';
import type { JobJson } from '@/lib/domain/wire/job';
import { batchKeys } from '../batch-queries';

/** So many are decided in one go; the others follow. */
export const SHOWN_ROWS = 100;
const LOOK_MS = 3000;

/**
 * The first unconfirmed rows of a batch; looked at again while the site is still to be asked about one of them.
 * @param first what came with the page, shown until all of them are there
 */
export function useUnconfirmedJobs(batchId: string, count: number, first: readonly JobJson[]) {
  return useQuery({
    // The count is part of the key: a row that moved changes the list.
    queryKey: [...batchKeys.unconfirmed(batchId), count],
    queryFn: ({ signal }) =>
      api.get<Page<JobJson>>(`/batches/${batchId}/jobs`, {
        query: { status: 'unconfirmed', limit: SHOWN_ROWS },
        signal,
      }),
    enabled: count > 0,
    placeholderData: (before) => before ?? { items: [...first], next_cursor: null },
    refetchInterval: ({ state }) => (state.data?.items.some(isOpen) ? LOOK_MS : false),
  });
}

function isOpen({ verification }: JobJson): boolean {
  return verification !== null && verification.next_at !== null;
}
