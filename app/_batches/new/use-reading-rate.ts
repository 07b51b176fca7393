'use client';

import { useEffect, useRef, useState } from 'react';
import { rowsText, sizeText } from '../format';

/** How fast a file is read, from two looks at it: "62,000 rows a second"; null before the second one. */
export function useReadingRate(rowCount: number, readBytes: number): string | null {
  const before = useRef<{ rowCount: number; readBytes: number; at: number } | null>(null);
  const [rate, setRate] = useState<string | null>(null);
  useEffect(() => {
    const now = { rowCount, readBytes, at: performance.now() };
    const last = before.current;
    before.current = now;
    if (!last || readBytes <= last.readBytes) return;
    const seconds = (now.at - last.at) / 1000;
    const rows = (rowCount - last.rowCount) / seconds;
    setRate(
      rows > 0
        ? `${rowsText(Math.round(rows))} a second`
        : `${sizeText((readBytes - last.readBytes) / seconds)} a second`,
    );
  }, [rowCount, readBytes]);
  return rate;
}
