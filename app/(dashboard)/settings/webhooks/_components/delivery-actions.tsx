'use client';

import { useQueryClient } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { api } from '@/app/_components/api-client';
import { exactTime } from '@/app/_components/time-text';
import { LineButton } from '@/app/_components/ui/line-button';
import { useChange } from '@/app/_components/use-change';
import type { DeliveryJson } from '@/lib/domain/wire/webhook';
import { eventWords } from './delivery-words';
import { deliveriesKey } from './use-deliveries';

interface DeliveryActionsProps {
  readonly webhookId: string;
  readonly delivery: DeliveryJson;
  /** Whether its details are shown. */
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

export function DeliveryActions({ webhookId, delivery, isOpen, onToggle }: DeliveryActionsProps) {
  const client = useQueryClient();
  const { run, isRunning } = useChange();
  const which = `${eventWords(delivery.type)}, ${exactTime(delivery.created_at)}`;
  const redeliver = async () => {
    await run(() => api.post(`/webhooks/${webhookId}/deliveries/${delivery.id}/redeliver`), {
      failed: 'It was not sent again',
    });
    await client.invalidateQueries({ queryKey: deliveriesKey(webhookId) });
  };
  return (
    <>
      {delivery.state === 'waiting' ? null : (
        <LineButton isBusy={isRunning} onClick={redeliver} aria-label={`Send again: ${which}`}>
          Send again
        </LineButton>
      )}
      <LineButton aria-expanded={isOpen} onClick={onToggle} aria-label={`Details of ${which}`}>
        Details
        <ChevronDown aria-hidden className={isOpen ? 'rotate-180' : undefined} />
      </LineButton>
    </>
  );
}
