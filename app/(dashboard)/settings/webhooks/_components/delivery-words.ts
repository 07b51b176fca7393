import { CircleCheck, CircleX, Clock3 } from 'lucide-react';
import type { StatusLook } from '@/app/_components/status';
import type { EventType } from '@/lib/domain/webhook';
import type { DeliveryJson } from '@/lib/domain/wire/webhook';

/** Of the log, read at once. */
export const DELIVERIES_AT_ONCE = 25;

export const EVENT_WORDS: Readonly<Record<EventType, string>> = {
  'batch.finished': 'Batch finished',
  'batch.paused': 'Batch paused by a brake',
  'rows.unconfirmed': 'Rows wait for a person',
};

export function eventWords(type: string): string {
  return type in EVENT_WORDS ? EVENT_WORDS[type as EventType] : 'Test';
}

export const DELIVERY_STATUS: Readonly<Record<DeliveryJson['state'], StatusLook>> = {
  waiting: { word: 'waiting', icon: Clock3, color: 'text-pending' },
  delivered: { word: 'delivered', icon: CircleCheck, color: 'text-completed' },
  failed: { word: 'failed', icon: CircleX, color: 'text-failed' },
};

type Attempt = DeliveryJson['attempts'][number];

/** "204 in 12 ms", or why there was no answer. */
export function attemptWords({ status, error, duration_ms }: Attempt): string {
  return status === null ? (error ?? 'no answer') : `${status} in ${duration_ms.toLocaleString('en-GB')} ms`;
}
