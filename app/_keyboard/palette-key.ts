'use client';

import { useSyncExternalStore } from 'react';

const isApple = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

/** How the palette is opened here, in words. */
export function usePaletteKey(): string {
  return useSyncExternalStore(
    () => () => undefined,
    () => (isApple() ? '⌘K' : 'Ctrl+K'),
    () => 'Ctrl+K',
  );
}

export function opensPalette(event: KeyboardEvent): boolean {
  const isAlone = !event.altKey && !event.shiftKey;
  return event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && isAlone;
}
