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
    const onKey = (event: KeyboardEvent) => {
      if (box.current === null || !isPageKey(event)) return;
      const line = currentLine(box.current);
      const isMeant = line !== null || (isPageWide && event.key.length === 1);
      if (isMeant && takeKey(event.key, box.current, line)) event.preventDefault();
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

function currentLine(box: HTMLElement): Element | null {
  const line = document.activeElement?.closest('[data-line]') ?? null;
  return box.contains(line) ? line : null;
}

/** @returns whether the key means something here */
function takeKey(key: string, box: HTMLElement, line: Element | null): boolean {
  const step = STEP[key];
  if (step !== undefined) return walk(step, box, line);
  if (line === null) return false;
  if (key === 'x') return click(boxOf(line));
  // A link or button that has the focus takes Enter by itself.
  return key === 'Enter' && document.activeElement === boxOf(line) && click(openerOf(line));
}

function walk(step: number, box: HTMLElement, line: Element | null): boolean {
  const lines = [...box.querySelectorAll('[data-line]')];
  const at = line === null ? -1 : lines.indexOf(line);
  const next = lines[Math.min(lines.length - 1, Math.max(0, at + step))];
  if (next === undefined) return false;
  (boxOf(next) ?? openerOf(next))?.focus();
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
