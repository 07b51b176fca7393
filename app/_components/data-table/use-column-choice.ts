'use client';

import { useCallback, useEffect, useState } from 'react';

export type ColumnChoice = Record<string, boolean>;

function readChoice(key: string): ColumnChoice {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as ColumnChoice) : {};
  } catch {
    return {};
  }
}

/** Which columns a reader sees, kept in this browser per table. Starts with `initial`, also on the server. */
export function useColumnChoice(tableId: string, initial: ColumnChoice) {
  const key = `furrow-columns-${tableId}`;
  const [choice, setChoice] = useState(initial);

  // Read after hydration: the server cannot know it, and the first paint must match the server's.
  useEffect(() => setChoice((now) => ({ ...now, ...readChoice(key) })), [key]);

  const change = useCallback(
    (next: ColumnChoice) => {
      setChoice(next);
      localStorage.setItem(key, JSON.stringify(next));
    },
    [key],
  );
  return [choice, change] as const;
}
