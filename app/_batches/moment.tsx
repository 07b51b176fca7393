'use client';

import { exactTime } from '../_components/time-text';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayClock = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** The time of day; with the date when it was not today. The server does not know the reader's zone: it may differ once. */
export function Clock({ at }: { at: string }) {
  const date = new Date(at);
  const isToday = date.toDateString() === new Date().toDateString();
  return (
    <time dateTime={at} title={exactTime(at)} suppressHydrationWarning>
      {(isToday ? clock : dayClock).format(date)}
    </time>
  );
}
