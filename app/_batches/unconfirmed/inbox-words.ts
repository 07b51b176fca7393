import type { UnconfirmedBatchJson, UnconfirmedPageJson } from '@/lib/domain/wire/unconfirmed';
import { countText, rowsText } from '../format';

/** "12 rows wait for you, the site is asked about 3 more". */
export function waitingText({
  unconfirmed,
  asked,
}: Pick<UnconfirmedBatchJson, 'unconfirmed' | 'asked'>): string {
  const waiting = Math.max(0, unconfirmed - asked);
  if (waiting === 0) return `the site is still to be asked about ${rowsText(asked)}`;
  const own = `${rowsText(waiting)} ${waiting === 1 ? 'waits' : 'wait'} for a person`;
  return asked === 0 ? own : `${own}, the site is still to be asked about ${countText(asked)}`;
}

/** The same over all batches: "12 rows of 2 batches ...". */
export function totalText({ batches, ...rows }: UnconfirmedPageJson['total']): string {
  const where = batches === 1 ? 'In 1 batch' : `In ${countText(batches)} batches`;
  return `${where} ${waitingText(rows)}.`;
}
