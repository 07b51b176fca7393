'use client';

import { type RefObject, useEffect, useRef } from 'react';
import { isPageKey } from '@/app/_keyboard/is-page-key';
import { usePageKeys } from '@/app/_keyboard/page-keys';

/** Marks a line that the keys walk, and what in it opens the row. */
export const LINE = { 'data-line': '' };
export const LINE_OPENER = { 'data-line-opener': '' };

const STEP: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

interface LineKeys {
  /** Where they work, in the list of keys. */
  readonly where: string;
  /** Wherever the focus is on the page; else only within the list. */
  readonly isPageWide: boolean;
  readonly canChoose: boolean;
}

/**
 * j, k and the arrows move the focus from line to line, x chooses the line's row, Enter opens it. Real focus, so that a
 * reader hears the line, and Tab goes on from there.
 */
export function useLineKeys<Box extends HTMLElement>(keys: LineKeys): RefObject<Box | null> {
  const { where, isPageWide, canChoose } = keys;
  const box = useRef<Box>(null);
  useEffect(() => {
    // Decided rows leave, and the focus with them: the next one has taken their place.
    let lastAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (box.current === null || !isPageKey(event)) return;
      const lines = [...box.current.querySelectorAll('[data-line]')];
      const at = lines.findIndex((line) => line.contains(document.activeElement));
      const isMeant = at >= 0 || (isPageWide && event.key.length === 1);
      const from: Place = at >= 0 ? { at, isThere: true } : { at: lastAt, isThere: false };
      if (!isMeant || !takeKey(event.key, lines, from)) return;
      event.preventDefault();
      lastAt = Math.max(
        0,
        lines.findIndex((line) => line.contains(document.activeElement)),
      );
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isPageWide]);
  usePageKeys(where, [
    { press: ['j', '↓'], does: 'Next unconfirmed row' },
    { press: ['k', '↑'], does: 'Previous unconfirmed row' },
    canChoose && { press: ['x', 'Space'], does: 'Choose the row' },
    canChoose && { press: ['Ctrl+A', '⌘A'], does: 'Choose all rows of the list' },
    canChoose && { press: ['Esc'], does: 'Choose none' },
    { press: ['Enter'], does: 'Open the row' },
  ]);
  return box;
}

/** A line; without the focus in it, the one that the keys go on from. */
interface Place {
  readonly at: number;
  readonly isThere: boolean;
}

/** @returns whether the key means something here */
function takeKey(key: string, lines: readonly Element[], { at, isThere }: Place): boolean {
  const step = STEP[key];
  if (step !== undefined) return focusOn(lines, isThere || step < 0 ? at + step : at);
  const line = isThere ? lines[at] : undefined;
  if (line === undefined) return false;
  if (key === 'x') return click(boxOf(line));
  // A link or button that has the focus takes Enter by itself.
  return key === 'Enter' && document.activeElement === boxOf(line) && click(openerOf(line));
}

function focusOn(lines: readonly Element[], at: number): boolean {
  const line = lines[Math.min(lines.length - 1, Math.max(0, at))];
  if (line === undefined) return false;
  (boxOf(line) ?? openerOf(line))?.focus();
  return true;
}

function boxOf(line: Element): HTMLElement | null {
  return line.querySelector('input[type=checkbox]');
}

function openerOf(line: Element): HTMLElement | null {
  return line.querySelector('[data-line-opener]');
}

function click(element: HTMLElement | null): boolean {
  element?.click();
  return element !== null;
}
