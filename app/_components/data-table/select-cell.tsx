'use client';

import { useEffect, useRef } from 'react';
import type { TableSelection } from './table-selection';

const BOX = 'size-4 cursor-pointer accent-accent';

/** Selects every row that the table's filter lets through. */
export function SelectAllCell({ selection }: { selection: TableSelection }) {
  const box = useRef<HTMLInputElement>(null);
  const isSome = selection.all === 'some';
  useEffect(() => {
    if (box.current) box.current.indeterminate = isSome;
  }, [isSome]);
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the grid itself takes the focus.
    <span role="columnheader" className="flex justify-center">
      <input
        ref={box}
        type="checkbox"
        className={BOX}
        aria-label="Select all rows"
        checked={selection.all === true}
        onChange={selection.onToggleAll}
      />
    </span>
  );
}

/** Selects one row; with Shift, all from the last one on. From the keyboard: Space on the row. */
export function SelectCell({ selection, id }: { selection: TableSelection; id: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the grid takes focus and keys.
    <span
      role="gridcell"
      className="flex h-full cursor-default items-center justify-center"
      // Beside the box is a miss, not a wish to open the row.
      onClick={(event) => event.stopPropagation()}
    >
      <input
        type="checkbox"
        tabIndex={-1}
        className={BOX}
        aria-label={selection.labelOf(id)}
        checked={selection.isSelected(id)}
        onChange={(event) => selection.onToggle(id, (event.nativeEvent as MouseEvent).shiftKey === true)}
      />
    </span>
  );
}
