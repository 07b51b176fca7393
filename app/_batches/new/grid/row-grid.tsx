'use client';

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { OnlyCell } from '@/app/_components/data-table/only-cell';
import { cn } from '@/app/_components/ui/cn';
import { usePageKeys } from '@/app/_keyboard/page-keys';
import { countText } from '../../format';
import { GridHeader, HEADER_HEIGHT } from './grid-header';
import { type CellPlace, placeAfterKey } from './grid-keys';
import { cellId, GridRow, ROW_HEIGHT } from './grid-row';
import type { GridColumn, GridRowData, RowSource } from './grid-row-data';
import { useCellEditing } from './use-cell-editing';
import { useDrawnColumns } from './use-drawn-columns';
import { useFollow } from './use-follow';
import { useTallScroll } from './use-tall-scroll';

const OVERSCAN_ROWS = 6;
/** px; below it line numbers are not shown. */
const NARROW_VIEW = 600;

interface RowGridProps {
  readonly label: string;
  /** Keep this array stable: thousands of cells are drawn by it. */
  readonly columns: readonly GridColumn[];
  readonly source: RowSource;
  /** Rows of the whole file, of which `source` may be a part. */
  readonly fileRows: number;
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
  const scroll = useTallScroll(scroller, source.count * ROW_HEIGHT, HEADER_HEIGHT);
  const leadWidth = leadWidthFor(props.fileRows, scroll.viewWidth);
  const { columns, drawn, totalWidth } = useDrawnColumns(
    scroller,
    props.columns,
    scroll.viewWidth - leadWidth,
  );
  const { first, end } = rowsInView(scroll, source.count);
  useEffect(() => source.show(first, end - 1), [source, first, end]);
  useFollow(scroller, { active, scroll, columns, leadWidth });
  const size = { rows: source.count, columns: columns.length };
  const editing = useCellEditing(scroller, { active, onActive, onEdit, ...size });
  usePageKeys('Rows of the file, when they have the focus', [
    { press: ['↑', '↓', '←', '→'], does: 'To the next cell' },
    { press: ['Page Up', 'Page Down'], does: 'A page up or down' },
    { press: ['Home', 'End'], does: 'First and last column' },
    { press: ['Ctrl+Home', 'Ctrl+End'], does: 'First and last cell of the file' },
    onEdit !== undefined && { press: ['Enter', 'F2'], does: 'Change the cell' },
    props.onDrop !== undefined && { press: ['Delete'], does: 'Leave the row out, or take it in again' },
    props.onSeek !== undefined && { press: ['n', 'p'], does: 'Next and previous problem' },
  ]);
  const pageRows = Math.max(1, Math.floor(scroll.view / ROW_HEIGHT) - 1);
  const handleKey = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey) return;
    const isWithControl = event.ctrlKey || event.metaKey;
    const next = placeAfterKey(event.key, isWithControl, active, { ...size, pageRows });
    if (next) onActive(next);
    else if (isWithControl || !act(event.key, props, editing.begin)) return;
    event.preventDefault();
  };
  const isActiveDrawn =
    !editing.isEditing &&
    active.position >= first &&
    active.position < end &&
    drawn.some(({ index }) => index === active.column) &&
    source.rowAt(active.position) !== undefined;
  const width = leadWidth + totalWidth;
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
      style={{ maxHeight: heightOf(props.fileRows) }}
      className={cn(
        'relative isolate overflow-auto overscroll-x-contain rounded-md border border-line bg-canvas focus-visible:-outline-offset-2',
        props.className,
      )}
    >
      <GridHeader columns={columns} drawn={drawn} leadWidth={leadWidth} width={width} />
      {source.count === 0 && <OnlyCell>{props.empty}</OnlyCell>}
      <div role="presentation" className="relative" style={{ height: scroll.height, width }}>
        {Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index).map((position) => (
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
            isEditing={editing.isEditing && position === active.position}
            onPoint={editing.point}
            onOpen={editing.open}
            onSave={editing.save}
            onCancel={editing.cancel}
          />
        ))}
      </div>
    </div>
  );
}

/** What a key does to the active cell or its row; false when it does nothing. */
function act(
  key: string,
  { source, active, onEdit, onDrop, onSeek }: RowGridProps,
  edit: () => void,
): boolean {
  const row = source.rowAt(active.position);
  if ((key === 'Enter' || key === 'F2') && row && onEdit) edit();
  else if ((key === 'Delete' || key === 'Backspace') && row && onDrop) onDrop(row);
  else if (key === 'n' && onSeek) onSeek('next');
  else if (key === 'p' && onSeek) onSeek('previous');
  else return false;
  return true;
}

function rowsInView({ offset, view }: ReturnType<typeof useTallScroll>, count: number) {
  const first = Math.max(0, Math.floor(offset / ROW_HEIGHT) - OVERSCAN_ROWS);
  return { first, end: Math.min(count, Math.ceil((offset + view) / ROW_HEIGHT) + OVERSCAN_ROWS) };
}

/** As high as all rows, for a file of a few; with room for what stands in place of none, and a scroll bar. */
function heightOf(rows: number): number {
  return HEADER_HEIGHT + Math.max(3, rows) * ROW_HEIGHT + 18;
}

/** Room for the row number, its marks and, where the view is wide enough, the line number. */
function leadWidthFor(count: number, viewWidth: number): number {
  const number = countText(count).length * 7.5;
  return Math.round(viewWidth < NARROW_VIEW ? 52 + number : 84 + 2 * number);
}
