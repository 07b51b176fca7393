'use client';

import type { Page } from '@/app/_components/api-client';
import { errorText } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { Notice } from '@/app/_components/ui/notice';
import {
  Table,
  TableActionsHead,
  TableBody,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { DeliveryJson, WebhookJson } from '@/lib/domain/wire/webhook';
import { DeliveryRow } from './delivery-row';
import { useDeliveries } from './use-deliveries';

interface DeliveryLogProps {
  readonly webhook: WebhookJson;
  readonly first: Page<DeliveryJson>;
}

/** What was sent, the newest first, kept current. */
export function DeliveryLog({ webhook, first }: DeliveryLogProps) {
  const log = useDeliveries(webhook.id, first);
  const deliveries = log.data.pages.flatMap(({ items }) => items);
  return (
    <div>
      <h3 className="mb-1 font-medium">Deliveries</h3>
      {log.error ? (
        <Notice
          tone="danger"
          className="mb-2"
          title="The log could not be read anew"
          action={
            <Button size="sm" onClick={() => void log.refetch()}>
              Try again
            </Button>
          }
        >
          {errorText(log.error)}
        </Notice>
      ) : null}
      {deliveries.length === 0 ? (
        <p className="text-muted">Nothing was sent yet. Send a test to see whether it arrives.</p>
      ) : (
        <Table aria-label="Deliveries">
          <TableHeader>
            <TableRow>
              <TableHead>Time</TableHead>
              <TableHead>Event</TableHead>
              <TableHead>Status</TableHead>
              <TableHead className="text-right">Tries</TableHead>
              <TableHead>Last answer</TableHead>
              <TableHead>Next try</TableHead>
              <TableActionsHead className="w-44" />
            </TableRow>
          </TableHeader>
          <TableBody>
            {deliveries.map((delivery) => (
              <DeliveryRow key={delivery.id} webhookId={webhook.id} delivery={delivery} />
            ))}
          </TableBody>
        </Table>
      )}
      {log.hasNextPage ? (
        <Button className="mt-3" isBusy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          Earlier deliveries
        </Button>
      ) : null}
    </div>
  );
}
