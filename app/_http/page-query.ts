import { z } from 'zod';

/** `?limit=&cursor=` of every list. */
export function pageQuery(defaultLimit: number, maxLimit: number) {
  return {
    limit: z.coerce.number().int().min(1).max(maxLimit).default(defaultLimit),
    cursor: z.string().max(500).optional(),
  };
}

/** `true`/`1` and `false`/`0` in a query; absent is false. */
export const flagQuery = z
  .enum(['true', 'false', '1', '0'])
  .default('false')
  .transform((text) => text === 'true' || text === '1');

/** One value or several separated by commas. */
export function listQuery<const T extends readonly string[]>(values: T) {
  return z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values)).min(1));
}

/** Names separated by commas; the empty text is none. */
export const namesQuery = z
  .string()
  .max(4000)
  .transform((text) => (text === '' ? [] : text.split(',')));

/** Whole numbers from 0, separated by commas; the empty text is none. */
export const numbersQuery = z
  .string()
  .regex(/^(\d{1,5}(,\d{1,5})*)?$/, 'must be whole numbers separated by commas')
  .transform((text) => (text === '' ? [] : text.split(',').map(Number)));
