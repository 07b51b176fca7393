'use client';

import { type KeyboardEvent, useCallback, useState } from 'react';
import { usePageKeys } from '@/app/_keyboard/page-keys';
import type { TableSelection } from './table-selection';

interface RowKeysOptions {
  readonly ids: readonly string[];
  /** The row whose details are open: walking then opens the next one. */
  readonly openId: string | null;
  readonly onOpen: ((id: string) => void) | undefined;
  readonly scrollTo: (index: number) => void;
  readonly selection: TableSelection | undefined;
}

function step(key: string, at: number, last: number): number | undefined {
  if (key === 'j' || key === 'ArrowDown') return Math.min(last, at + 1);
  if (key === 'k' || key === 'ArrowUp') return Math.max(0, at - 1);
  if (key === 'Home') return 0;
  return key === 'End' ? last : undefined;
}

const SELECTION_KEYS = [
  { press: ['Space'], does: 'Select the row' },
  { press: ['Shift+Space'], does: 'Select up to the row' },
  { press: ['Ctrl+A', '⌘A'], does: 'Select all rows' },
  { press: ['Esc'], does: 'Select none' },
];

/** Space selects a row, Ctrl+A or Cmd+A all, Escape none. @returns whether the key was one of these */
function select(event: KeyboardEvent, activeId: string | null, selection: TableSelection): boolean {
  const isAll = (event.ctrlKey || event.metaKey) && event.key === 'a';
  if (isAll && selection.all !== true) selection.onToggleAll();
  else if (event.key === ' ' && activeId !== null) selection.onToggle(activeId, event.shiftKey);
  else if (event.key === 'Escape' && selection.all !== false) selection.onClear();
  else return isAll;
  return true;
}

/** j, k, arrows, Home and End walk the rows, Enter opens one, Space selects it. */
export function useRowKeys({ ids, openId, onOpen, scrollTo, selection }: RowKeysOptions) {
  const [walkedId, setWalkedId] = useState<string | null>(null);
  const activeId = openId ?? walkedId;

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      if (event.target !== event.currentTarget) return;
      if (selection && select(event, activeId, selection)) return event.preventDefault();
      if (event.metaKey || event.ctrlKey || event.altKey) return;
      const at = activeId === null ? -1 : ids.indexOf(activeId);
      if (event.key === 'Enter') {
        // What opens takes the focus at once: the same key must not press a button in it.
        event.preventDefault();
        if (activeId !== null) onOpen?.(activeId);
        return;
      }
      const next = step(event.key, at, ids.length - 1);
      const id = next === undefined ? undefined : ids[next];
      if (next === undefined || id === undefined) return;
      event.preventDefault();
      setWalkedId(id);
      scrollTo(next);
      if (openId !== null) onOpen?.(id);
    },
    [activeId, ids, onOpen, openId, scrollTo, selection],
  );
  usePageKeys('Table, when it has the focus', [
    { press: ['j', '↓'], does: 'Down a row' },
    { press: ['k', '↑'], does: 'Up a row' },
    { press: ['Home', 'End'], does: 'First and last row' },
    onOpen !== undefined && { press: ['Enter'], does: 'Open the row' },
    ...(selection ? SELECTION_KEYS : []),
  ]);
  return { activeId, setActiveId: setWalkedId, onKeyDown };
}
