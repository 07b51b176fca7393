import type { Metadata } from 'next';
import { requireContext } from '@/app/_auth/require-actor';
import { InboxScreen } from '@/app/_batches/unconfirmed/inbox-screen';
import { readFirstUnconfirmed } from '@/app/_batches/unconfirmed/read-first-unconfirmed';
import { toUnconfirmedPageJson } from '@/lib/domain/wire/unconfirmed';
import { listUnconfirmedBatches } from '@/lib/services/batches/list-unconfirmed';

export const metadata: Metadata = { title: 'Unconfirmed' };

export default async function UnconfirmedPage() {
  const context = await requireContext();
  const page = await listUnconfirmedBatches(context, {});
  const rows = await Promise.all(
    page.items.map(
      async (batch) =>
        [batch.id, await readFirstUnconfirmed(context, batch, batch.unconfirmedCount)] as const,
    ),
  );
  return (
    <InboxScreen first={toUnconfirmedPageJson(page, context.publicUrl)} rows={Object.fromEntries(rows)} />
  );
}
