/** Which rows of a table are selected, and how that changes. Ids are those of the table. */
export interface TableSelection {
  readonly isSelected: (id: string) => boolean;
  /** @param isRange also every row between this one and the one before it */
  readonly onToggle: (id: string, isRange: boolean) => void;
  /** Whether all rows are selected, those included that were not loaded. */
  readonly all: boolean | 'some';
  readonly onToggleAll: () => void;
  readonly onClear: () => void;
  /** "Select row 5". */
  readonly labelOf: (id: string) => string;
}

/** Width of the boxes' column. */
export const SELECT_TRACK = '2.25rem';
