import type { ColumnJson } from '../../domain/wire/upload';

/** A column of the sample file with its cell of the first row. */
export interface SampleColumn {
  readonly header: string;
  readonly cell: string;
  readonly type: ColumnJson['type'];
  readonly format: string | null;
}

export type Sample = readonly SampleColumn[];
