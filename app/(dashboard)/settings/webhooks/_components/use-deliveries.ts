import { useInfiniteQuery } from '@tanstack/react-query';
import { api, type Page } from '@/app/_components/api-client';
import type { DeliveryJson } from '@/lib/domain/wire/webhook';
import { DELIVERIES_AT_ONCE } from './delivery-words';

export const deliveriesKey = (webhookId: string) => ['webhook', webhookId, 'deliveries'] as const;

const SOON_MS = 1_000;
const LATER_MS = 15_000;

/** The log of a webhook, the newest first, read anew while it is looked at: soon where something is about to be sent. */
export function useDeliveries(webhookId: string, first: Page<DeliveryJson>) {
  return useInfiniteQuery({
    queryKey: deliveriesKey(webhookId),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<DeliveryJson>>(`/webhooks/${webhookId}/deliveries`, {
        query: { limit: DELIVERIES_AT_ONCE, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    initialData: { pages: [first], pageParams: [null] },
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isDueSoon)) ? SOON_MS : LATER_MS,
  });
}

function isDueSoon({ next_attempt_at }: DeliveryJson): boolean {
  return next_attempt_at !== null && Date.parse(next_attempt_at) - Date.now() < LATER_MS;
}
