'use client';

import { exactTime } from '../_components/time-text';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DAY_CLOCK = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
const dayClock = new Intl.DateTimeFormat('en-GB', DAY_CLOCK);
const yearClock = new Intl.DateTimeFormat('en-GB', { ...DAY_CLOCK, year: 'numeric' });

/** "14:02"; "24 Nov, 14:02" when it was not today; with the year when that was another one. */
export function clockText(at: string, now: Date): string {
  const date = new Date(at);
  if (date.toDateString() === now.toDateString()) return clock.format(date);
  return (date.getFullYear() === now.getFullYear() ? dayClock : yearClock).format(date);
}

/** A time as short as it can be. The server does not know the reader's zone: it may differ once. */
export function Clock({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exactTime(at)} suppressHydrationWarning>
      {clockText(at, new Date())}
    </time>
  );
}
