'use client';

import { type Cell, type Column, FlexRender, type RowData } from '@tanstack/react-table';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { cn } from '../ui/cn';
import { SelectAllCell, SelectCell } from './select-cell';
import type { ColumnLook, dataTableFeatures } from './table-columns';
import type { TableSelection } from './table-selection';

type Features = typeof dataTableFeatures;

/** Pixels; one line of text. The virtualizer relies on every row being as high. */
export const ROW_HEIGHT = 36;

/** What a table is sorted by: a column's `sort`, with a minus before it the other way round. */
export interface TableSort {
  readonly sort: string;
  readonly onSort: (sort: string) => void;
}

interface HeaderRowProps<Item extends RowData> {
  readonly columns: readonly Column<Features, Item, unknown>[];
  readonly tracks: string;
  readonly sorting: TableSort | undefined;
  readonly selection: TableSelection | undefined;
}

export function HeaderRow<Item extends RowData>(props: HeaderRowProps<Item>) {
  const { columns, tracks, sorting, selection } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the grid itself takes the focus.
    <div
      role="row"
      aria-rowindex={1}
      style={{ gridTemplateColumns: tracks, height: ROW_HEIGHT }}
      className="sticky top-0 z-10 grid items-center border-line border-b bg-canvas text-faint text-xs"
    >
      {selection && <SelectAllCell selection={selection} />}
      {columns.map(({ id, columnDef: { meta } }) => (
        <Header key={id} id={id} meta={meta} sorting={sorting} />
      ))}
    </div>
  );
}

interface HeaderProps {
  readonly id: string;
  readonly meta: ColumnLook | undefined;
  readonly sorting: TableSort | undefined;
}

function Header({ id, meta, sorting }: HeaderProps) {
  const label = meta?.label ?? id;
  const by = sorting && meta?.sort;
  const order = by === undefined ? undefined : orderOf(sorting?.sort, by);
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see the row.
    <span
      role="columnheader"
      {...(order && { 'aria-sort': order })}
      className={cn('truncate px-3', meta?.align === 'end' && 'text-right')}
    >
      {by === undefined ? (
        label
      ) : (
        <button
          type="button"
          title={order === 'ascending' ? 'Sort the other way round' : `Sort by ${label}`}
          onClick={() => sorting?.onSort(order === 'ascending' ? `-${by}` : by)}
          className={cn(
            '-mx-1 inline-flex items-center gap-0.5 rounded-sm px-1 hover:text-ink',
            order !== 'none' && 'text-ink',
          )}
        >
          {label}
          <SortMark order={order} />
        </button>
      )}
    </span>
  );
}

type Order = 'ascending' | 'descending' | 'none';

function orderOf(sort: string | undefined, by: string): Order {
  if (sort === by) return 'ascending';
  return sort === `-${by}` ? 'descending' : 'none';
}

/** Room is kept for it, so that no header moves. */
function SortMark({ order }: { order: Order | undefined }) {
  const Icon = order === 'descending' ? ArrowDown : ArrowUp;
  return <Icon aria-hidden className={cn('size-3', order === 'none' && 'invisible')} />;
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
  readonly selection: TableSelection | undefined;
}

export function ItemRow<Item extends RowData>(props: ItemRowProps<Item>) {
  const { cells, rowId, index, top, tracks, isActive, onOpen, onPoint, selection } = props;
  const isSelected = selection?.isSelected(rowId);
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
      aria-selected={isSelected ?? isActive}
      onClick={open}
      style={{ gridTemplateColumns: tracks, height: ROW_HEIGHT, transform: `translateY(${top}px)` }}
      className={cn(
        'absolute inset-x-0 top-0 grid items-center border-line border-b hover:bg-surface',
        onOpen && 'cursor-pointer',
        isSelected && 'bg-selected hover:bg-selected',
        isActive && 'bg-wash hover:bg-wash',
      )}
    >
      {selection && <SelectCell selection={selection} id={rowId} />}
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
