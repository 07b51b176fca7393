'use client';

import { type RefObject, useCallback, useState } from 'react';
import { type CellPlace, placeAfterKey } from './grid-keys';
import type { SaveStep } from './grid-row';
import type { GridRowData } from './grid-row-data';

interface CellEditingInput {
  readonly active: CellPlace;
  readonly onActive: (place: CellPlace) => void;
  readonly onEdit: ((row: GridRowData, column: number, value: string) => void) | undefined;
  readonly rows: number;
  readonly columns: number;
}

const STEP_KEYS = { down: 'ArrowDown', right: 'ArrowRight', left: 'ArrowLeft' } as const;

/** The cell that is being edited, if any: it is always the active one. The grid gets the focus back afterwards. */
export function useCellEditing(scroller: RefObject<HTMLElement | null>, input: CellEditingInput) {
  const { active, onActive, onEdit, rows, columns } = input;
  const [isEditing, setIsEditing] = useState(false);
  const focus = useCallback(() => scroller.current?.focus({ preventScroll: true }), [scroller]);
  const begin = useCallback(() => setIsEditing(onEdit !== undefined), [onEdit]);
  const open = useCallback(
    (place: CellPlace) => {
      onActive(place);
      begin();
    },
    [onActive, begin],
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
      onActive(placeAfterKey(STEP_KEYS[step], false, active, { rows, columns, pageRows: 1 }) ?? active);
      focus();
    },
    [active, columns, focus, onActive, onEdit, rows],
  );
  return { isEditing, begin, open, point, cancel, save };
}
