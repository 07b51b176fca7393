import type { RowProblemJson, UploadRowJson } from '@/lib/domain/wire/upload-row';

export type CellProblem = RowProblemJson;

/** A row as the grid shows it. */
export type GridRowData = UploadRowJson;

/** A column as the grid shows it. */
export interface GridColumn {
  readonly header: string;
  /** px */
  readonly width: number;
  /** "number, decimal comma"; empty when not known. */
  readonly typeText: string;
  /** Share of rows with a value, 0 to 1; null when not known. */
  readonly fillRate: number | null;
  /** Titles of the inputs it feeds. */
  readonly inputs: readonly string[];
  readonly isKey: boolean;
  readonly isNumber: boolean;
}

/** Where the grid finds its rows. */
export interface RowSource {
  readonly count: number;
  /** The row at a position of what is shown; undefined while it is on its way. */
  rowAt(position: number): GridRowData | undefined;
  /** Told which positions are in view. */
  show(first: number, last: number): void;
}
