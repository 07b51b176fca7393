'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { AutomationCheckJson } from '@/lib/domain/wire/automation-check';
import { api } from '../_components/api-client';

const PAUSE_MS = 350;

/** Lets a value settle: it changes only after nothing changed for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** Checks the text on the server, shortly after typing stops; until then the last answer stays. */
export function useCheck(
  source: string,
  initial: { readonly source: string; readonly check: AutomationCheckJson },
) {
  const settled = useSettled(source);
  const { data, error, isFetching } = useQuery({
    queryKey: ['automation-check', settled],
    queryFn: ({ signal }) =>
      api.post<AutomationCheckJson>('/automations/validate', { body: { source: settled }, signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    ...(settled === initial.source ? { initialData: initial.check } : {}),
  });
  return { check: data ?? initial.check, error, isCurrent: settled === source && !isFetching };
}
