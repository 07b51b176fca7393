import { exactDay } from '@/app/_components/time-text';

const SOON_MS = 7 * 24 * 3600_000;

/** "deleted on 24 Feb 2027", in the reader's zone. @param deletesAt ISO 8601, `deletes_at` of a batch */
export function deletionWords(deletesAt: string, now: number): string {
  return Date.parse(deletesAt) <= now ? 'deleted within the hour' : `deleted on ${exactDay(deletesAt)}`;
}

/** Whether somebody who looks through a list should see it. */
export function isDeletedSoon(deletesAt: string | null, now: number): deletesAt is string {
  return deletesAt !== null && Date.parse(deletesAt) - now < SOON_MS;
}
