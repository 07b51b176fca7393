import type { Newline } from './dialect';
import { neutraliseFormula } from './neutralise-formula';

export type RowFormat = {
  /** Default `,`. */
  delimiter?: string | undefined;
  /** True writes cells as they are; false (default) neutralises what a spreadsheet would run. */
  raw?: boolean | undefined;
};

const LINE_ENDS: Record<Newline, string> = { lf: '\n', crlf: '\r\n', cr: '\r', mixed: '\r\n' };
/** Line ends, the end-of-file mark of DOS, and what names a delimiter. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is the character that is looked for.
const SPECIAL = /[\r\n\u001a]|^sep=/i;

/** One line of a CSV file (RFC 4180) with its line end, CRLF unless the dialect says otherwise; an empty quote quotes nothing. */
export function csvLine(
  cells: readonly string[],
  dialect: {
    delimiter?: string | undefined;
    quote?: string | undefined;
    newline?: Newline | undefined;
  } = {},
): string {
  const { delimiter = ',', quote = '"', newline = 'crlf' } = dialect;
  const line = cells.map((cell) => quoteCell(cell, delimiter, quote)).join(delimiter);
  // A lone empty cell would be read back as no row at all.
  return (line === '' ? quote + quote : line) + LINE_ENDS[newline];
}

/** One line for a person's spreadsheet, or (`raw`) for a program and for another upload. */
export function formatRow(cells: readonly string[], { raw = false, delimiter }: RowFormat = {}): string {
  const written = raw ? cells : cells.map((cell) => neutraliseFormula(cell, delimiter));
  return csvLine(written, { delimiter });
}

/** Quotes also what readers take for something else: blanks at the edges, a BOM, an end-of-file mark, a `sep=` line. */
function quoteCell(cell: string, delimiter: string, quote: string): string {
  if (quote === '') return cell;
  const isSpecial = SPECIAL.test(cell) || cell.includes(delimiter) || cell.includes(quote);
  if (!isSpecial && cell.trim() === cell) return cell;
  return quote + cell.replaceAll(quote, quote + quote) + quote;
}
