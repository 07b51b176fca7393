'use client';

import { useState } from 'react';
import type { Page } from '@/app/_components/api-client';
import { keepFocus } from '@/app/_components/keep-focus';
import { LoadFailed } from '@/app/_components/load-failed';
import { Button } from '@/app/_components/ui/button';
import { ListTable } from '@/app/_components/ui/list-table';
import type { DeliveryJson, WebhookJson } from '@/lib/domain/wire/webhook';
import { DeliveryActions } from './delivery-actions';
import { DELIVERY_COLUMNS } from './delivery-columns';
import { DeliveryDetails } from './delivery-details';
import { useDeliveries } from './use-deliveries';

interface DeliveryLogProps {
  readonly webhook: WebhookJson;
  readonly first: Page<DeliveryJson>;
}

/** What was sent, the newest first, kept current. */
export function DeliveryLog({ webhook, first }: DeliveryLogProps) {
  const log = useDeliveries(webhook.id, first);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => setOpen((now) => toggled(now, id));
  const deliveries = log.data.pages.flatMap(({ items }) => items);
  return (
    <div ref={keepFocus}>
      <h3 className="mb-1 font-medium">Deliveries</h3>
      {log.error ? (
        <LoadFailed
          title="The log could not be read anew"
          error={log.error}
          onRetry={log.refetch}
          className="mb-2"
        />
      ) : null}
      {deliveries.length === 0 ? (
        <p className="text-muted">Nothing was sent yet. Send a test to see whether it arrives.</p>
      ) : (
        <ListTable
          label="Deliveries"
          columns={DELIVERY_COLUMNS}
          items={deliveries}
          keyOf={({ id }) => id}
          actions={(delivery) => (
            <DeliveryActions
              webhookId={webhook.id}
              delivery={delivery}
              isOpen={open.has(delivery.id)}
              onToggle={() => toggle(delivery.id)}
            />
          )}
          below={(delivery) => (open.has(delivery.id) ? <DeliveryDetails delivery={delivery} /> : null)}
        />
      )}
      {log.hasNextPage ? (
        <Button className="mt-3" isBusy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          Earlier deliveries
        </Button>
      ) : null}
    </div>
  );
}

function toggled(open: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(open);
  if (!next.delete(id)) next.add(id);
  return next;
}
