import { z } from 'zod';

const confidence = z.number().min(0).max(1);

/** How a file is cut and decoded; keys of the contract, and how sure the reader is. */
export const dialectSchema = z.object({
  delimiter: z.string(),
  encoding: z.string(),
  quote: z.string().describe('empty when no character quotes cells'),
  newline: z.string(),
  bom: z.boolean(),
  header_row: z.int().describe('line of the column names, from 1'),
  skipped_lines: z.int().describe('title and blank lines above the column names'),
  encoding_source: z.enum(['bom', 'chosen', 'utf8', 'guessed']),
  encoding_confidence: confidence.nullable().describe('only when the encoding was guessed'),
  encoding_alternatives: z.array(z.object({ encoding: z.string(), confidence })).describe('best first'),
});
export type DialectJson = z.infer<typeof dialectSchema>;

/** A dialect as lib/csv gives it and as it is stored. */
export interface DialectSource {
  readonly delimiter: string;
  readonly encoding: string;
  readonly quote: string;
  readonly newline: string;
  readonly bom: boolean;
  readonly headerRow: number;
  readonly skippedLines: number;
  readonly encodingSource: DialectJson['encoding_source'];
  readonly encodingConfidence: number | null;
  readonly encodingAlternatives: readonly { readonly encoding: string; readonly confidence: number }[];
}

/** What files that were read by an earlier version of Furrow do not say. */
const UNSAID = {
  skippedLines: 0,
  encodingSource: 'guessed',
  encodingConfidence: null,
  encodingAlternatives: [],
} as const;

export function toDialectJson(stored: DialectSource): DialectJson {
  const dialect = { ...UNSAID, ...stored };
  const { delimiter, encoding, quote, newline, bom, headerRow, skippedLines } = dialect;
  return {
    ...{ delimiter, encoding, quote, newline, bom },
    header_row: headerRow,
    skipped_lines: skippedLines,
    encoding_source: dialect.encodingSource,
    encoding_confidence: dialect.encodingConfidence,
    encoding_alternatives: dialect.encodingAlternatives.map((other) => ({ ...other })),
  };
}
