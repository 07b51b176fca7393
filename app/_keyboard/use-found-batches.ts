'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/app/_components/api-client';
import { useSettled } from '@/app/_components/use-settled';
import type { BatchListItemJson } from '@/lib/domain/wire/batch';

const PAUSE_MS = 150;
const MOST = 8;

/** Batches whose name, file or automation holds the text, the newest first; the newest of all for no text. */
export function useFoundBatches(text: string): {
  readonly batches: readonly BatchListItemJson[];
  /** What is shown was asked for another text, or for none yet. */
  readonly isSearching: boolean;
} {
  const asked = useSettled(text.trim(), PAUSE_MS);
  const { data, isPlaceholderData, isPending } = useQuery({
    queryKey: ['batches', 'palette', asked],
    queryFn: ({ signal }) =>
      api.get<{ items: readonly BatchListItemJson[] }>('/batches', {
        query: { q: asked, limit: MOST, archived: asked === '' ? undefined : 'include' },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  const isSearching = isPending || isPlaceholderData || asked !== text.trim();
  return { batches: data?.items ?? [], isSearching };
}
