'use client';

import { type RefObject, useEffect, useRef } from 'react';
import type { CellPlace } from './grid-keys';
import { ROW_HEIGHT } from './grid-row';
import type { GridColumn } from './grid-row-data';
import type { useTallScroll } from './use-tall-scroll';

interface FollowInput {
  readonly active: CellPlace;
  readonly scroll: ReturnType<typeof useTallScroll>;
  readonly columns: readonly GridColumn[];
  /** px that stay in view at the left. */
  readonly leadWidth: number;
}

/** Keeps the active cell in view when a key, a button or an address moves it. */
export function useFollow(scroller: RefObject<HTMLElement | null>, input: FollowInput): void {
  const latest = useRef(input);
  latest.current = input;
  const { position, column } = input.active;
  useEffect(() => {
    const { scroll } = latest.current;
    const top = position * ROW_HEIGHT;
    if (top < scroll.offset) scroll.jumpTo(top);
    else if (scroll.view > 0 && top + ROW_HEIGHT > scroll.offset + scroll.view) {
      scroll.jumpTo(top + ROW_HEIGHT - scroll.view);
    }
  }, [position]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const { leadWidth, columns } = latest.current;
    const left = columns.slice(0, column).reduce((sum, { width }) => sum + width, 0);
    const right = left + (columns[column]?.width ?? 0);
    if (left < element.scrollLeft) element.scrollLeft = left;
    else if (right + leadWidth > element.scrollLeft + element.clientWidth) {
      element.scrollLeft = Math.min(left, right + leadWidth - element.clientWidth);
    }
  }, [column, scroller]);
}
