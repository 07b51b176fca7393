'use client';

import { useEffect, useState } from 'react';
import { exactTime, relativeTime } from '../time-text';

const TICK_MS = 20_000;

interface RelativeTimeProps {
  /** ISO 8601. */
  readonly at: string;
  readonly className?: string;
}

/** How long ago, kept current; the exact time on hover. Server and reader may differ in clock and zone once. */
export function RelativeTime({ at, className }: RelativeTimeProps) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={exactTime(at)} className={className} suppressHydrationWarning>
      {relativeTime(at, now)}
    </time>
  );
}
