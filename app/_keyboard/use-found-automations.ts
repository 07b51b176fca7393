'use client';

import { useQuery } from '@tanstack/react-query';
import { api } from '@/app/_components/api-client';

interface FoundAutomation {
  readonly name: string;
  readonly title: string;
}

const FRESH_MS = 30_000;

/** All automations, once somebody types: there are few, so that the palette itself finds among them. */
export function useFoundAutomations(text: string): readonly FoundAutomation[] {
  const { data } = useQuery({
    queryKey: ['automations', 'palette'],
    queryFn: ({ signal }) => api.get<{ items: readonly FoundAutomation[] }>('/automations', { signal }),
    enabled: text.trim() !== '',
    staleTime: FRESH_MS,
  });
  return text.trim() === '' ? [] : (data?.items ?? []);
}
