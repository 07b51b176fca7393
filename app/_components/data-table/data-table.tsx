'use client';

import { type RowData, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import { cn } from '../ui/cn';
import { SkeletonRows } from '../ui/skeleton';
import { OnlyCell } from './only-cell';
import { type DataColumn, dataTableFeatures } from './table-columns';
import { HeaderRow, ItemRow, ROW_HEIGHT, type TableSort } from './table-rows';
import { SELECT_TRACK, type TableSelection } from './table-selection';
import type { ColumnChoice } from './use-column-choice';
import { useRowKeys } from './use-row-keys';

const NO_CHOICE: ColumnChoice = {};
const LOAD_AHEAD_ROWS = 20;

export interface DataTableProps<Item extends RowData> {
  /** What the table holds, for screen readers: "Rows of Orders May". */
  readonly label: string;
  /** Keep this array stable (module scope or memo). */
  readonly columns: readonly DataColumn<Item>[];
  readonly items: readonly Item[];
  readonly getId: (item: Item) => string;
  readonly columnChoice?: ColumnChoice;
  /** All items there are, when known; otherwise assistive technology is told that it is unknown. */
  readonly total?: number;
  readonly isLoading?: boolean;
  readonly hasMore?: boolean;
  readonly isLoadingMore?: boolean;
  readonly onLoadMore?: () => void;
  readonly onOpen?: (id: string) => void;
  readonly openId?: string | null;
  /** Told which items are drawn, by position. */
  readonly onRange?: (first: number, last: number) => void;
  /** Makes the headers of columns with a `sort` buttons. */
  readonly sorting?: TableSort;
  /** Puts a box before every row. */
  readonly selection?: TableSelection;
  /** Shown in place of rows. */
  readonly empty: ReactNode;
  /** Sets the height of the scrolling area, e.g. 'h-[60vh]'. */
  readonly className?: string;
}

/** A table for any number of rows: only those in view are drawn, more are asked for near the end. */
export function DataTable<Item extends RowData>(props: DataTableProps<Item>) {
  const {
    label,
    columns,
    items,
    getId,
    columnChoice = NO_CHOICE,
    total,
    onOpen,
    openId = null,
    selection,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const data = useMemo(() => [...items], [items]);
  const mutableColumns = useMemo(() => [...columns], [columns]);
  const table = useTable({
    features: dataTableFeatures,
    columns: mutableColumns,
    data,
    getRowId: getId,
    state: { columnVisibility: columnChoice },
  });
  const rows = table.getRowModel().rows;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    scrollMargin: ROW_HEIGHT,
    overscan: 12,
  });
  const drawn = virtualizer.getVirtualItems();
  useLoadMore(props, drawn.at(-1)?.index ?? 0);
  useRange(props.onRange, drawn[0]?.index ?? 0, drawn.at(-1)?.index ?? 0);

  const ids = useMemo(() => data.map(getId), [data, getId]);
  const scrollTo = useCallback(
    (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    [virtualizer],
  );
  const keys = useRowKeys({ ids, openId, onOpen, scrollTo, selection });
  const isDrawn = drawn.some((place) => rows[place.index]?.id === keys.activeId);
  const shownColumns = table.getVisibleLeafColumns();
  const widths = shownColumns.map((column) => column.columnDef.meta?.width ?? 'minmax(6rem, 1fr)');
  const tracks = (selection ? [SELECT_TRACK, ...widths] : widths).join(' ');

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot hold rows that are placed by transform.
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={total === undefined ? -1 : total + 1}
      aria-colcount={widths.length + (selection ? 1 : 0)}
      aria-multiselectable={selection !== undefined}
      aria-busy={props.isLoading ?? false}
      aria-activedescendant={isDrawn ? `row-${keys.activeId}` : undefined}
      tabIndex={0}
      onKeyDown={keys.onKeyDown}
      className={cn('relative overflow-auto focus-visible:-outline-offset-2', props.className ?? 'h-[60vh]')}
    >
      <div role="presentation" className="min-w-full" style={{ width: 'max-content' }}>
        <HeaderRow columns={shownColumns} tracks={tracks} sorting={props.sorting} selection={selection} />
        <div role="presentation" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {drawn.map((place) => {
            const row = rows[place.index];
            return row ? (
              <ItemRow
                key={row.id}
                cells={row.getVisibleCells()}
                rowId={row.id}
                index={place.index}
                top={place.start - ROW_HEIGHT}
                tracks={tracks}
                isActive={row.id === keys.activeId}
                onOpen={onOpen}
                onPoint={keys.setActiveId}
                selection={selection}
              />
            ) : null;
          })}
        </div>
      </div>
      <TableFoot {...props} />
    </div>
  );
}

function useRange(onRange: DataTableProps<RowData>['onRange'], first: number, last: number): void {
  useEffect(() => onRange?.(first, last), [onRange, first, last]);
}

function useLoadMore<Item extends RowData>(props: DataTableProps<Item>, lastDrawn: number): void {
  const { items, hasMore, isLoadingMore, onLoadMore } = props;
  const isNearEnd = items.length > 0 && lastDrawn >= items.length - LOAD_AHEAD_ROWS;
  useEffect(() => {
    if (isNearEnd && hasMore && !isLoadingMore) onLoadMore?.();
  }, [isNearEnd, hasMore, isLoadingMore, onLoadMore]);
}

function TableFoot<Item extends RowData>({
  columns,
  items,
  isLoading,
  isLoadingMore,
  empty,
}: DataTableProps<Item>) {
  if (isLoading || isLoadingMore) {
    const bars = columns.slice(0, 5).map((_, index) => (index === 0 ? 'w-10' : 'w-32'));
    return (
      <OnlyCell>
        <SkeletonRows count={items.length > 0 ? 3 : 12} columns={bars} className="px-3" />
      </OnlyCell>
    );
  }
  return items.length === 0 ? <OnlyCell>{empty}</OnlyCell> : null;
}
