'use client';

import { useQueryClient } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { api } from '@/app/_components/api-client';
import { Status } from '@/app/_components/status-badge';
import { exactTime } from '@/app/_components/time-text';
import { Button } from '@/app/_components/ui/button';
import { TableCell, TableRow } from '@/app/_components/ui/table';
import { RelativeTime } from '@/app/_components/ui/time';
import { useChange } from '@/app/_components/use-change';
import type { DeliveryJson } from '@/lib/domain/wire/webhook';
import { attemptWords, DELIVERY_STATUS, eventWords } from './delivery-words';
import { deliveriesKey } from './use-deliveries';

interface DeliveryRowProps {
  readonly webhookId: string;
  readonly delivery: DeliveryJson;
}

const COLUMNS = 7;

export function DeliveryRow({ webhookId, delivery }: DeliveryRowProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { attempts, next_attempt_at } = delivery;
  const last = attempts.at(-1);
  const which = `${eventWords(delivery.type)}, ${exactTime(delivery.created_at)}`;
  return (
    <>
      <TableRow>
        <TableCell className="whitespace-nowrap">
          <RelativeTime at={delivery.created_at} />
        </TableCell>
        <TableCell className="whitespace-nowrap">{eventWords(delivery.type)}</TableCell>
        <TableCell>
          <Status look={DELIVERY_STATUS[delivery.state]} />
        </TableCell>
        <TableCell className="text-right tabular-nums">{attempts.length}</TableCell>
        <TableCell className="min-w-40 max-w-72 text-pretty">
          {last ? attemptWords(last) : <span className="text-muted">not sent yet</span>}
        </TableCell>
        <TableCell className="whitespace-nowrap text-muted">
          <NextTry at={next_attempt_at} />
        </TableCell>
        <TableCell className="whitespace-nowrap text-right">
          {delivery.state === 'waiting' ? null : (
            <RedeliverButton webhookId={webhookId} delivery={delivery} which={which} />
          )}
          <Button
            size="sm"
            variant="ghost"
            aria-expanded={isOpen}
            aria-label={`Details of ${which}`}
            onClick={() => setIsOpen(!isOpen)}
          >
            Details
            <ChevronDown aria-hidden className={isOpen ? 'rotate-180' : undefined} />
          </Button>
        </TableCell>
      </TableRow>
      {isOpen ? (
        <TableRow>
          <TableCell colSpan={COLUMNS}>
            <DeliveryDetails delivery={delivery} />
          </TableCell>
        </TableRow>
      ) : null}
    </>
  );
}

const SOON_MS = 60_000;

function NextTry({ at }: { at: string | null }) {
  if (at === null) return 'none';
  return Date.parse(at) - Date.now() < SOON_MS ? 'in a moment' : <RelativeTime at={at} />;
}

function RedeliverButton({ webhookId, delivery, which }: DeliveryRowProps & { readonly which: string }) {
  const client = useQueryClient();
  const { run, isRunning } = useChange();
  const redeliver = async () => {
    await run(() => api.post(`/webhooks/${webhookId}/deliveries/${delivery.id}/redeliver`), {
      failed: 'It was not sent again',
    });
    await client.invalidateQueries({ queryKey: deliveriesKey(webhookId) });
  };
  return (
    <Button
      size="sm"
      variant="ghost"
      isBusy={isRunning}
      aria-label={`Send again: ${which}`}
      onClick={() => void redeliver()}
    >
      Send again
    </Button>
  );
}

/** Every time it was sent, and what was sent. */
function DeliveryDetails({ delivery }: { delivery: DeliveryJson }) {
  return (
    <div className="grid gap-2 py-1 text-xs">
      <ol className="grid gap-0.5 tabular-nums">
        {delivery.attempts.map((attempt) => (
          <li key={attempt.at} className="flex flex-wrap gap-x-3">
            <time dateTime={attempt.at} className="text-muted">
              {exactTime(attempt.at)}
            </time>
            <span>{attemptWords(attempt)}</span>
          </li>
        ))}
      </ol>
      <p className="text-muted">
        webhook-id <code className="select-all font-mono">{delivery.id}</code>
      </p>
      <pre className="max-h-64 overflow-auto whitespace-pre-wrap rounded-md border border-line bg-surface p-2 font-mono [overflow-wrap:anywhere]">
        {indented(delivery.body)}
      </pre>
    </div>
  );
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
