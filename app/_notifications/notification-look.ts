import { CircleHelp } from 'lucide-react';
import { batchStatusLook, type StatusLook } from '@/app/_components/status';
import type { NotificationJson } from '@/lib/domain/wire/notification';

/** Icon and colour of what happened: those of the state that the batch came into. */
export function notificationLook({ type, outcome, reason }: NotificationJson): StatusLook {
  if (type === 'rows.unconfirmed') return UNCONFIRMED;
  return batchStatusLook({ state: type === 'batch.finished' ? 'finished' : 'paused', outcome, reason });
}

const UNCONFIRMED: StatusLook = { word: 'unconfirmed', icon: CircleHelp, color: 'text-unconfirmed' };

/** Where to look at it. */
export function notificationHref({ type, batch }: NotificationJson): string {
  return `/batches/${batch.id}${type === 'rows.unconfirmed' ? '#unconfirmed' : ''}`;
}
