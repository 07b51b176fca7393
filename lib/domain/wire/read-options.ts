import { z } from 'zod';

const delimiter = z.string().length(1).optional();
const encoding = z.string().max(40).optional();
const quote = z
  .union([z.literal('none'), z.string().max(1)])
  .optional()
  .describe('the character that quotes cells; none, or empty, when no character does');

/** How a file shall be read, as parameters of a request; what is absent is detected. */
export const readOptionsQuery = {
  ...{ delimiter, encoding, quote },
  header_row: z.coerce.number().int().min(1).optional().describe('line of the column names, from 1'),
  unique_headers: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('name blank and repeated columns (column_3, email_2) instead of refusing them'),
};

/** The same as a JSON object. */
export const readOptionsSchema = z.strictObject({
  ...readOptionsQuery,
  header_row: z.int().min(1).optional(),
  unique_headers: z.boolean().optional(),
});

/** The same in the names of lib/csv. */
export function toReadOptions(options: z.output<typeof readOptionsSchema>) {
  return {
    delimiter: options.delimiter,
    encoding: options.encoding,
    quote: options.quote,
    headerRow: options.header_row,
    uniqueHeaders: options.unique_headers,
  };
}
