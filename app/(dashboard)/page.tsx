import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { requireContext } from '@/app/_auth/require-actor';
import { BatchListScreen } from '@/app/_batches/list/batch-list-screen';
import { loadBatchSearch } from '@/app/_batches/list/batch-search';
import { toBatchListItemJson } from '@/lib/domain/wire/batch';
import { listBatches } from '@/lib/services/batches/list-batches';

export const metadata: Metadata = { title: 'Batches' };

export default async function BatchesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const search = await loadBatchSearch(searchParams);
  const context = await requireContext();
  const page = await listBatches(context, {
    search: search.q,
    ...(search.status === null ? {} : { status: [search.status] }),
  });
  const items = page.items.map((batch) => toBatchListItemJson(batch, context.publicUrl));
  return <BatchListScreen search={search} firstPage={{ items, next_cursor: page.nextCursor }} />;
}
