import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { requireContext } from '@/app/_auth/require-actor';
import { BatchListScreen } from '@/app/_batches/list/batch-list-screen';
import { loadBatchSearch } from '@/app/_batches/list/batch-search';
import { toBatchListItemJson } from '@/lib/domain/wire/batch';
import { listBatchChoices, listBatches } from '@/lib/services/batches/list-batches';

export const metadata: Metadata = { title: 'Batches' };

export default async function BatchesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const search = await loadBatchSearch(searchParams);
  const context = await requireContext();
  const { status, automation, owner, tag, unconfirmed, archived } = search;
  const [page, choices] = await Promise.all([
    listBatches(context, {
      search: search.q,
      status: status === null ? undefined : [status],
      automation: automation ?? undefined,
      owner: owner ?? undefined,
      tag: tag ?? undefined,
      unconfirmed: unconfirmed ?? undefined,
      archived: archived ?? undefined,
    }),
    listBatchChoices(context),
  ]);
  const items = page.items.map((batch) => toBatchListItemJson(batch, context.publicUrl));
  return (
    <BatchListScreen search={search} choices={choices} firstPage={{ items, next_cursor: page.nextCursor }} />
  );
}
