'use client';

import type { VirtualItem } from '@tanstack/react-virtual';
import { memo } from 'react';
import { cn } from '@/app/_components/ui/cn';
import { CellEditor } from './cell-editor';
import { GridCell } from './grid-cell';
import type { CellPlace } from './grid-keys';
import type { CellProblem, GridColumn, GridRowData } from './grid-row-data';
import { RowLead } from './row-lead';

export const ROW_HEIGHT = 32;
const NO_PROBLEMS: readonly CellProblem[] = [];

interface GridRowHandlers {
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
