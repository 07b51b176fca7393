/** A cell by the position of its row in what is shown, and of its column in the file. */
export interface CellPlace {
  readonly position: number;
  readonly column: number;
}

interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows of one page up or down. */
  readonly pageRows: number;
}

/** Where a key leads, or null when it is none that moves. */
export function placeAfterKey(
  key: string,
  isWithControl: boolean,
  { position, column }: CellPlace,
  size: GridSize,
): CellPlace | null {
  const to = (nextPosition: number, nextColumn: number): CellPlace => ({
    position: bounded(nextPosition, size.rows),
    column: bounded(nextColumn, size.columns),
  });
  switch (key) {
    case 'ArrowUp':
      return to(isWithControl ? 0 : position - 1, column);
    case 'ArrowDown':
      return to(isWithControl ? size.rows - 1 : position + 1, column);
    case 'ArrowLeft':
      return to(position, isWithControl ? 0 : column - 1);
    case 'ArrowRight':
      return to(position, isWithControl ? size.columns - 1 : column + 1);
    case 'PageUp':
      return to(position - size.pageRows, column);
    case 'PageDown':
      return to(position + size.pageRows, column);
    case 'Home':
      return to(isWithControl ? 0 : position, 0);
    case 'End':
      return to(isWithControl ? size.rows - 1 : position, size.columns - 1);
    default:
      return null;
  }
}

function bounded(value: number, count: number): number {
  return Math.min(Math.max(0, count - 1), Math.max(0, value));
}
