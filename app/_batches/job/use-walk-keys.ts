'use client';

import { useEffect } from 'react';
import { isPageKey } from '@/app/_keyboard/is-page-key';
import { type KeyLine, usePageKeys } from '@/app/_keyboard/page-keys';

/**
 * j and k walk the rows wherever the focus is, unless something has used the key already, as the table does. Rows are
 * 1-based; null where there is none. `more` are other keys of the open row, to be listed with them.
 */
export function useWalkKeys(
  previous: number | null,
  next: number | null,
  onRow: (rowNumber: number) => void,
  more: readonly KeyLine[] = [],
): void {
  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      if (!isPageKey(event)) return;
      const row = event.key === 'j' ? next : event.key === 'k' ? previous : null;
      if (row !== null) onRow(row);
    };
    document.addEventListener('keydown', walk);
    return () => document.removeEventListener('keydown', walk);
  }, [previous, next, onRow]);
  usePageKeys('The open row', [
    next !== null && { press: ['j'], does: 'Next row' },
    previous !== null && { press: ['k'], does: 'Previous row' },
    ...more,
  ]);
}
