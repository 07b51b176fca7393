'use client';

import { type Cell, type Column, FlexRender, type RowData } from '@tanstack/react-table';
import { cn } from '../ui/cn';
import type { dataTableFeatures } from './table-columns';

type Features = typeof dataTableFeatures;

/** Pixels; one line of text. The virtualizer relies on every row being as high. */
export const ROW_HEIGHT = 36;

interface HeaderRowProps<Item extends RowData> {
  readonly columns: readonly Column<Features, Item, unknown>[];
  readonly tracks: string;
}

export function HeaderRow<Item extends RowData>({ columns, tracks }: HeaderRowProps<Item>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the grid itself takes the focus.
    <div
      role="row"
      aria-rowindex={1}
      style={{ gridTemplateColumns: tracks, height: ROW_HEIGHT }}
      className="sticky top-0 z-10 grid items-center border-line border-b bg-canvas text-faint text-xs"
    >
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see the row.
        <span
          key={column.id}
          role="columnheader"
          className={cn('truncate px-3', column.columnDef.meta?.align === 'end' && 'text-right')}
        >
          {column.columnDef.meta?.label ?? column.id}
        </span>
      ))}
    </div>
  );
}

interface ItemRowProps<Item extends RowData> {
  readonly cells: readonly Cell<Features, Item, unknown>[];
  readonly rowId: string;
  readonly index: number;
  readonly top: number;
  readonly tracks: string;
  readonly isActive: boolean;
  readonly onOpen: ((id: string) => void) | undefined;
  readonly onPoint: (id: string) => void;
}

export function ItemRow<Item extends RowData>(props: ItemRowProps<Item>) {
  const { cells, rowId, index, top, tracks, isActive, onOpen, onPoint } = props;
  const open = () => {
    onPoint(rowId);
    onOpen?.(rowId);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the grid takes focus and keys.
    <div
      id={`row-${rowId}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isActive}
      onClick={open}
      style={{ gridTemplateColumns: tracks, height: ROW_HEIGHT, transform: `translateY(${top}px)` }}
      className={cn(
        'absolute inset-x-0 top-0 grid items-center border-line border-b hover:bg-surface',
        onOpen && 'cursor-pointer',
        isActive && 'bg-wash hover:bg-wash',
      )}
    >
      {cells.map((cell) => (
        // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see the row.
        <span
          key={cell.id}
          role="gridcell"
          className={cn(
            'truncate px-3',
            cell.column.columnDef.meta?.align === 'end' && 'text-right',
            cell.column.columnDef.meta?.isMono && 'font-mono text-xs',
          )}
        >
          <FlexRender cell={cell} />
        </span>
      ))}
    </div>
  );
}
