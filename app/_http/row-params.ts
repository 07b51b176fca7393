import { z } from 'zod';

const MAX_ROW_INDEX = 2 ** 31 - 1;

/** The segments of a row's address: the batch's id and the row's 0-based index. */
export const rowParams = {
  id: z.string(),
  row_index: z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .pipe(z.int().max(MAX_ROW_INDEX)),
};

/** `?from=`: the 0-based index of a page's first row. */
export const fromRowQuery = { from: z.coerce.number().int().min(0).max(MAX_ROW_INDEX).optional() };
