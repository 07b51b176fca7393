'use client';

import type { VirtualItem } from '@tanstack/react-virtual';
import { Check, CircleAlert, Pencil, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { cn } from '@/app/_components/ui/cn';
import { countText } from '../../format';
import { CellEditor } from './cell-editor';
import { GridCell } from './grid-cell';
import type { CellPlace } from './grid-keys';
import type { CellProblem, GridColumn, GridRowData } from './grid-row-data';

export const ROW_HEIGHT = 32;
const NO_PROBLEMS: readonly CellProblem[] = [];

export interface GridRowHandlers {
  readonly onPoint: (place: CellPlace) => void;
  readonly onOpen: (place: CellPlace) => void;
  readonly onSave: (row: GridRowData, column: number, value: string, step: SaveStep) => void;
  readonly onCancel: () => void;
}
export type SaveStep = 'down' | 'right' | 'left' | 'stay';

interface GridRowProps extends GridRowHandlers {
  readonly gridId: string;
  readonly row: GridRowData | undefined;
  readonly position: number;
  readonly top: number;
  readonly columns: readonly GridColumn[];
  readonly drawn: readonly VirtualItem[];
  readonly leadWidth: number;
  readonly width: number;
  /** The active column when this is the active row. */
  readonly activeColumn: number | null;
  readonly isEditing: boolean;
}

export function cellId(gridId: string, { position, column }: CellPlace): string {
  return `${gridId}-${position}-${column}`;
}

/** A row in its place; grey bars while it is on its way. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, position, top, width, leadWidth, activeColumn } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the grid takes the focus.
    <div
      role="row"
      aria-rowindex={position + 2}
      aria-busy={row === undefined || undefined}
      data-dropped={row?.dropped || undefined}
      style={{ top, width, height: ROW_HEIGHT }}
      className={cn('group absolute left-0 border-line border-b', activeColumn !== null && 'bg-wash')}
    >
      <RowLead row={row} isActive={activeColumn !== null} width={leadWidth} />
      <RowCells {...props} />
    </div>
  );
});

function RowCells(props: GridRowProps) {
  const { gridId, row, position, columns, drawn, leadWidth, activeColumn, isEditing } = props;
  return drawn.map(({ index, start }) => {
    const column = columns[index];
    const left = leadWidth + start;
    if (!column) return null;
    if (!row) return <PendingCell key={index} column={column} columnIndex={index} left={left} />;
    const place = { position, column: index };
    if (isEditing && activeColumn === index) {
      return (
        <CellEditor
          key={index}
          label={`${column.header}, row ${row.row_index + 1}`}
          value={row.cells[index] ?? ''}
          left={left}
          width={column.width}
          columnIndex={index}
          onSave={(value, step) => props.onSave(row, index, value, step)}
          onCancel={props.onCancel}
        />
      );
    }
    return (
      <GridCell
        key={index}
        id={cellId(gridId, place)}
        column={column}
        columnIndex={index}
        left={left}
        value={row.cells[index] ?? ''}
        problems={row.problems?.filter((problem) => problem.column === index + 1) ?? NO_PROBLEMS}
        isActive={activeColumn === index}
        onPoint={() => props.onPoint(place)}
        onOpen={() => props.onOpen(place)}
      />
    );
  });
}

interface PendingCellProps {
  readonly column: GridColumn;
  readonly columnIndex: number;
  readonly left: number;
}

function PendingCell({ column, columnIndex, left }: PendingCellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see the row.
    <div
      role="gridcell"
      aria-colindex={columnIndex + 2}
      style={{ left, width: column.width }}
      className="absolute inset-y-0 flex items-center border-line border-r px-3"
    >
      <span aria-hidden className="h-2.5 w-3/5 rounded-sm bg-wash" />
    </div>
  );
}

interface RowLeadProps {
  readonly row: GridRowData | undefined;
  readonly isActive: boolean;
  readonly width: number;
}

/** Row number, line in the file, and what happened to the row; stays in view. */
function RowLead({ row, isActive, width }: RowLeadProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see the row.
    <div
      role="rowheader"
      aria-colindex={1}
      style={{ width }}
      className={cn(
        'sticky left-0 z-10 flex h-full items-center gap-1.5 border-line border-r px-3 text-xs',
        isActive ? 'bg-selected' : 'bg-surface',
      )}
    >
      {row && (
        <>
          <span className="text-muted">{countText(row.row_index + 1)}</span>
          <RowMarks row={row} />
          <span className="ml-auto text-faint max-sm:hidden">
            <span className="sr-only">line </span>
            {countText(row.line_number)}
          </span>
        </>
      )}
    </div>
  );
}

function RowMarks({ row }: { row: GridRowData }) {
  const fault = row.problems?.find(({ column }) => column === null);
  const isEdited = row.version > 0 && !row.dropped;
  return (
    <>
      {fault && (
        <span title={fault.message} className={fault.severity === 'error' ? 'text-danger' : 'text-warning'}>
          {fault.severity === 'error' ? (
            <CircleAlert aria-hidden className="size-3.5" />
          ) : (
            <TriangleAlert aria-hidden className="size-3.5" />
          )}
          <span className="sr-only">{fault.message}</span>
        </span>
      )}
      {row.done_in && (
        <span title={`Completed in ${row.done_in.batch_name}`} className="text-completed">
          <Check aria-hidden className="size-3.5" />
          <span className="sr-only">completed in {row.done_in.batch_name}</span>
        </span>
      )}
      {isEdited && (
        <span title="Edited here; the file stays as it is" className="text-muted">
          <Pencil aria-hidden className="size-3" />
          <span className="sr-only">edited</span>
        </span>
      )}
      {row.dropped && <span className="text-muted">dropped</span>}
    </>
  );
}
