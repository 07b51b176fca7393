'use client';

import { useEffect } from 'react';

/**
 * j and k walk the rows wherever the focus is, unless something has used the key already, as the table does. Rows are
 * 1-based; null where there is none.
 */
export function useWalkKeys(
  previous: number | null,
  next: number | null,
  onRow: (rowNumber: number) => void,
): void {
  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      if (event.defaultPrevented || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      const row = event.key === 'j' ? next : event.key === 'k' ? previous : null;
      if (row !== null) onRow(row);
    };
    document.addEventListener('keydown', walk);
    return () => document.removeEventListener('keydown', walk);
  }, [previous, next, onRow]);
}
