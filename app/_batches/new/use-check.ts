'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '@/app/_components/api-client';
import type { BindingChoices } from '@/lib/domain/bindings';
import type { CheckJson } from '@/lib/domain/wire/check';

/** What the rows are checked against. */
export interface CheckQuestion {
  readonly automation?: string;
  readonly automation_version?: number;
  readonly bindings?: BindingChoices;
  readonly key_column?: string;
}

const CHECKING_MS = 600;

const isUnderWay = (check: CheckJson | undefined) =>
  check?.state === 'waiting' || check?.state === 'checking';

/**
 * The check of a whole file: asked for when the question changes, followed until it is done.
 * @param question null while it cannot be asked yet
 */
export function useCheck(uploadId: string, reading: string, question: CheckQuestion | null) {
  const client = useQueryClient();
  const asked = useQuery({
    queryKey: ['upload', uploadId, 'asked', reading, question],
    queryFn: ({ signal }) =>
      api.post<CheckJson>(`/uploads/${uploadId}/checks`, { body: question ?? {}, signal }),
    enabled: question !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    retry: false,
  });
  const checkId = asked.data?.id;
  const followed = useQuery({
    queryKey: ['upload', uploadId, 'check', checkId],
    queryFn: ({ signal }) => api.get<CheckJson>(`/uploads/${uploadId}/checks/${checkId}`, { signal }),
    // An earlier answer may be of rows that are read in another way by now: its check is gone.
    enabled: checkId !== undefined && !asked.isPlaceholderData,
    initialData: asked.data,
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? CHECKING_MS : false),
  });
  const refresh = useCallback(
    () => client.invalidateQueries({ queryKey: ['upload', uploadId, 'check'] }),
    [client, uploadId],
  );
  return {
    check: followed.data ?? asked.data,
    error: asked.error ?? followed.error,
    /** The answer is that of an earlier question. */
    isOutdated: asked.isPlaceholderData,
    refresh,
  };
}
