import {
  type ColumnDef,
  columnVisibilityFeature,
  createColumnHelper,
  metaHelper,
  type RowData,
  tableFeatures,
} from '@tanstack/react-table';

/** What a column says about how it is drawn. */
export interface ColumnLook {
  /** CSS grid track: '5rem', 'minmax(8rem, 2fr)'. */
  readonly width: string;
  /** `end` for numbers. */
  readonly align?: 'start' | 'end';
  /** Name in the column picker and the header. */
  readonly label: string;
  /** Cells of the file, selectors and ids are set in monospace. */
  readonly isMono?: boolean;
  /** What the table is sorted by when its header is pressed; absent: it cannot be. */
  readonly sort?: string;
}

export const dataTableFeatures = tableFeatures({
  columnVisibilityFeature,
  columnMeta: metaHelper<ColumnLook>(),
});

type Features = typeof dataTableFeatures;

// biome-ignore lint/suspicious/noExplicitAny: columns of one table hold values of different types.
export type DataColumn<Item extends RowData> = ColumnDef<Features, Item, any>;

/** Builds columns: `columnHelper<Job>().accessor('status', { id, meta: { label, width }, cell })`. */
export function columnHelper<Item extends RowData>() {
  return createColumnHelper<Features, Item>();
}
