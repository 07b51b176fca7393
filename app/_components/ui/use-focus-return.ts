'use client';

import { useRef } from 'react';

/**
 * For what opens over the page and has no trigger of its own that would get the focus back: it goes to where it was, unless
 * the reader has moved it since. What was opened from a menu goes back to the menu's button.
 */
export function useFocusReturn() {
  const before = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: () => {
      before.current = placeOf(document.activeElement);
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost) before.current?.focus();
    },
  };
}

/** An item of a menu is gone as soon as it was chosen; the menu says which button it belongs to. */
function placeOf(element: Element | null): HTMLElement | null {
  const button = element?.closest('[role=menu]')?.getAttribute('aria-labelledby') ?? null;
  if (button !== null) return document.getElementById(button);
  return element instanceof HTMLElement ? element : null;
}
