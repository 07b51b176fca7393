'use client';

import { useSyncExternalStore } from 'react';
import { exactTime } from '../_components/time-text';

const never = () => () => undefined;
const readOwnZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The reader's time zone; null on the server, which does not know it. */
export function useOwnZone(): string | null {
  return useSyncExternalStore(never, readOwnZone, () => null);
}

/** "Fri, 27 Nov, 06:30" in a time zone; with the year when it is another. */
export function zonedText(at: string, timeZone: string, now = new Date()): string {
  const year = (date: Date) => new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric' }).format(date);
  const date = new Date(at);
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(year(date) === year(now) ? {} : { year: 'numeric' }),
  }).format(date);
}

/** A time in a schedule's zone. */
export function ZonedTime({ at, timeZone }: { at: string; timeZone: string }) {
  return (
    <time dateTime={at} title={exactTime(at)} className="tabular-nums" suppressHydrationWarning>
      {zonedText(at, timeZone)}
    </time>
  );
}

/** The same time for the reader, where their clock shows another one: "05:30 your time", with the day when it is another. */
export function ownTimeText(at: string, timeZone: string, ownZone: string): string | null {
  const own = zonedText(at, ownZone);
  const theirs = zonedText(at, timeZone);
  if (own === theirs) return null;
  const [day, time] = split(own);
  return `${day === split(theirs)[0] ? time : own} your time`;
}

function split(text: string): [day: string, time: string] {
  const at = text.lastIndexOf(',');
  return [text.slice(0, at), text.slice(at + 1).trim()];
}

export function OwnTime({ at, timeZone }: { at: string; timeZone: string }) {
  const ownZone = useOwnZone();
  const text = ownZone === null ? null : ownTimeText(at, timeZone, ownZone);
  return text === null ? null : <span className="whitespace-nowrap">{text}</span>;
}
