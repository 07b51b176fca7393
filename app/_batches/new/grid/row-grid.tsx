'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { cn } from '@/app/_components/ui/cn';
import { fillWidth } from './column-width';
import { GridHeader, HEADER_HEIGHT } from './grid-header';
import { type CellPlace, placeAfterKey } from './grid-keys';
import { cellId, GridRow, ROW_HEIGHT, type SaveStep } from './grid-row';
import type { GridColumn, GridRowData, RowSource } from './grid-row-data';
import { useTallScroll } from './use-tall-scroll';

const OVERSCAN_ROWS = 6;

interface RowGridProps {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly source: RowSource;
  readonly active: CellPlace;
  readonly onActive: (place: CellPlace) => void;
  /** Absent: the rows can only be read. */
  readonly onEdit?: ((row: GridRowData, column: number, value: string) => void) | undefined;
  readonly onDrop?: ((row: GridRowData) => void) | undefined;
  /** n and p: to the next or the previous problem. */
  readonly onSeek?: ((direction: 'next' | 'previous') => void) | undefined;
  /** Shown in place of rows. */
  readonly empty: ReactNode;
  readonly className?: string;
}

/** All rows of a file of any size: only cells in view are drawn, only pages in view are held. */
export function RowGrid(props: RowGridProps) {
  const { label, source, active, onActive, onEdit } = props;
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [isEditing, setIsEditing] = useState(false);
  const scroll = useTallScroll(scroller, source.count * ROW_HEIGHT, HEADER_HEIGHT);
  const leadWidth = leadWidthFor(source.count);
  const columns = useMemo(
    () => fillWidth(props.columns, scroll.viewWidth - leadWidth),
    [props.columns, scroll.viewWidth, leadWidth],
  );
  const virtualColumns = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => columns[index]?.width ?? 0,
    overscan: 3,
  });
  // Sizes are asked for once: new columns are told.
  useLayoutEffect(() => {
    void columns;
    virtualColumns.measure();
  }, [columns, virtualColumns]);
  const drawn = virtualColumns.getVirtualItems();
  const width = leadWidth + virtualColumns.getTotalSize();
  const first = Math.max(0, Math.floor(scroll.offset / ROW_HEIGHT) - OVERSCAN_ROWS);
  const end = Math.min(source.count, Math.ceil((scroll.offset + scroll.view) / ROW_HEIGHT) + OVERSCAN_ROWS);
  useEffect(() => source.show(first, end - 1), [source, first, end]);
  useFollow(active, scroll, leadWidth, scroller, virtualColumns.scrollToIndex, columns);

  const focus = useCallback(() => scroller.current?.focus({ preventScroll: true }), []);
  const open = useCallback(
    (place: CellPlace) => {
      onActive(place);
      if (onEdit) setIsEditing(true);
    },
    [onActive, onEdit],
  );
  const point = useCallback(
    (place: CellPlace) => {
      setIsEditing(false);
      onActive(place);
    },
    [onActive],
  );
  const cancel = useCallback(() => {
    setIsEditing(false);
    focus();
  }, [focus]);
  const save = useCallback(
    (row: GridRowData, column: number, value: string, step: SaveStep) => {
      setIsEditing(false);
      if (value !== (row.cells[column] ?? '')) onEdit?.(row, column, value);
      if (step === 'stay') return;
      const key = { down: 'ArrowDown', right: 'ArrowRight', left: 'ArrowLeft' }[step];
      const size = { rows: source.count, columns: columns.length, pageRows: 1 };
      onActive(placeAfterKey(key, false, active, size) ?? active);
      focus();
    },
    [active, columns.length, focus, onActive, onEdit, source.count],
  );

  const handleKey = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey) return;
    const size = {
      rows: source.count,
      columns: columns.length,
      pageRows: Math.max(1, Math.floor(scroll.view / ROW_HEIGHT) - 1),
    };
    const isWithControl = event.ctrlKey || event.metaKey;
    const next = placeAfterKey(event.key, isWithControl, active, size);
    if (next) onActive(next);
    else if (!isWithControl && !act(event.key)) return;
    else if (isWithControl) return;
    event.preventDefault();
  };
  const act = (key: string): boolean => {
    const row = source.rowAt(active.position);
    if ((key === 'Enter' || key === 'F2') && row && onEdit) setIsEditing(true);
    else if ((key === 'Delete' || key === 'Backspace') && row && props.onDrop) props.onDrop(row);
    else if (key === 'n' && props.onSeek) props.onSeek('next');
    else if (key === 'p' && props.onSeek) props.onSeek('previous');
    else return false;
    return true;
  };

  const isActiveDrawn =
    !isEditing &&
    active.position >= first &&
    active.position < end &&
    drawn.some(({ index }) => index === active.column) &&
    source.rowAt(active.position) !== undefined;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot hold cells that are placed by position.
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={source.count + 1}
      aria-colcount={columns.length + 1}
      aria-readonly={onEdit === undefined}
      aria-activedescendant={isActiveDrawn ? cellId(gridId, active) : undefined}
      tabIndex={0}
      onKeyDown={handleKey}
      className={cn(
        'group/grid relative overflow-auto overscroll-x-contain rounded-md border border-line bg-canvas focus-visible:-outline-offset-2',
        props.className,
      )}
    >
      <GridHeader columns={columns} drawn={drawn} leadWidth={leadWidth} width={width} />
      {source.count === 0 && <OnlyCell>{props.empty}</OnlyCell>}
      <div role="presentation" className="relative" style={{ height: scroll.height, width }}>
        {Array.from({ length: Math.max(0, end - first) }, (_, index) => {
          const position = first + index;
          return (
            <GridRow
              key={position}
              gridId={gridId}
              row={source.rowAt(position)}
              position={position}
              top={position * ROW_HEIGHT - scroll.offset + scroll.scrollTop}
              columns={columns}
              drawn={drawn}
              leadWidth={leadWidth}
              width={width}
              activeColumn={position === active.position ? active.column : null}
              isEditing={isEditing && position === active.position}
              onPoint={point}
              onOpen={open}
              onSave={save}
              onCancel={cancel}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Room for the row number, its marks and the line number. */
function leadWidthFor(count: number): number {
  const digits = String(count).length + Math.floor((String(count).length - 1) / 3);
  return 64 + digits * 15;
}

type Scroll = ReturnType<typeof useTallScroll>;

/** Keeps the active cell in view when a key, a button or an address moves it; not when the page opens. */
function useFollow(
  active: CellPlace,
  scroll: Scroll,
  leadWidth: number,
  scroller: React.RefObject<HTMLDivElement | null>,
  scrollToColumn: (index: number) => void,
  columns: readonly GridColumn[],
): void {
  const latest = useRef({ scroll, leadWidth, columns, scrollToColumn });
  latest.current = { scroll, leadWidth, columns, scrollToColumn };
  const { position, column } = active;
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

/** A grid may hold nothing but rows of cells, so what stands in place of rows is one. */
function OnlyCell({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see the grid.
    <div role="row">
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see the grid. */}
      <div role="gridcell" className="sticky left-0">
        {children}
      </div>
    </div>
  );
}
