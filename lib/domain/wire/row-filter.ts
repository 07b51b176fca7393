import { z } from 'zod';
import type { JobFilter, OutputValue } from '../job-filter';

/** What narrows the rows of a batch, in lists, exports and changes alike; their states are each one's own. */
export const rowFilterShape = {
  group: z.string().max(200).optional().describe('a failure group'),
  q: z.string().max(200).optional().describe('text in a cell, an error or an output, any case'),
  key: z.string().max(64).optional().describe('what the key begins with, in a batch with a key column'),
  from_row: z.int().min(0).optional().describe('only from this row index on'),
  to_row: z.int().min(0).optional().describe('only up to this row index'),
};

/** The same of a change, which may leave rows out. */
export const selectionShape = {
  ...rowFilterShape,
  output: z.record(z.string().max(200), z.string().max(200)).optional().describe('values that rows gave'),
  except_rows: z.array(z.int().min(0)).max(10_000).optional().describe('row indexes that stay as they are'),
};

type RowFilterJson = { readonly [K in keyof typeof rowFilterShape]?: z.output<(typeof rowFilterShape)[K]> };

/** The filter that a request's words mean; empty texts narrow nothing. */
export function toRowFilter(
  { group, q, key, from_row, to_row }: RowFilterJson,
  outputs: readonly OutputValue[],
): Omit<JobFilter, 'states'> {
  return {
    ...(group ? { fingerprint: group } : {}),
    ...(q ? { search: q } : {}),
    ...(key ? { keyPrefix: key } : {}),
    ...(outputs.length === 0 ? {} : { outputs }),
    ...(from_row === undefined ? {} : { fromRow: from_row }),
    ...(to_row === undefined ? {} : { toRow: to_row }),
  };
}
