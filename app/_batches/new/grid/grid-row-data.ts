import type { UploadRowJson } from '@/lib/domain/wire/upload-row';

/** What is wrong with one cell, or with the whole row (`column` null; else 1-based). */
export interface CellProblem {
  readonly group: number | null;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly column: number | null;
  readonly message: string;
  readonly advice: string | null;
}

/** A row as the grid shows it. */
export type GridRowData = Omit<UploadRowJson, 'version' | 'problems'> & {
  readonly version?: number;
  readonly problems?: readonly CellProblem[];
  readonly done_in?: {
    readonly batch_id: string;
    readonly batch_name: string;
    readonly row_index: number;
  } | null;
};

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
