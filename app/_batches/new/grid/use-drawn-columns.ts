'use client';

import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useMemo } from 'react';
import { fillWidth } from './column-width';
import type { GridColumn } from './grid-row-data';

export interface DrawnColumns {
  /** All of them, as wide as they are drawn. */
  readonly columns: readonly GridColumn[];
  /** Those in view. */
  readonly drawn: readonly VirtualItem[];
  /** px, without what stands before the first one. */
  readonly totalWidth: number;
}

/** The columns in view: a file may have a thousand. */
export function useDrawnColumns(
  scroller: RefObject<HTMLElement | null>,
  wanted: readonly GridColumn[],
  viewWidth: number,
): DrawnColumns {
  const columns = useMemo(() => fillWidth(wanted, viewWidth), [wanted, viewWidth]);
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => columns[index]?.width ?? 0,
    overscan: 3,
  });
  // Sizes are asked for once: new columns are told.
  useLayoutEffect(() => {
    void columns;
    virtualizer.measure();
  }, [columns, virtualizer]);
  return { columns, drawn: virtualizer.getVirtualItems(), totalWidth: virtualizer.getTotalSize() };
}
