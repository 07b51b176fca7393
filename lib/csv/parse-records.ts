import Papa from 'papaparse';
import type { Syntax } from './dialect';

/**
 * Cuts whole records into cells. Returns one array of cells per record and the indexes of records in which a quote
 * stands where none belongs. papaparse cuts those with quotes; the others, which are most, need no parser.
 */
export function parseRecords(
  records: readonly string[],
  { delimiter, quote }: Syntax,
): { rows: string[][]; malformed: Set<number> } {
  const rows: string[][] = new Array(records.length);
  const quoted: number[] = [];
  for (let index = 0; index < records.length; index += 1) {
    const record = records[index] as string;
    if (quote !== '' && record.includes(quote)) quoted.push(index);
    else rows[index] = record.split(delimiter);
  }
  const malformed = new Set<number>();
  if (quoted.length > 0) parseQuoted(records, quoted, { delimiter, quote }, rows, malformed);
  return { rows, malformed };
}

function parseQuoted(
  records: readonly string[],
  quoted: readonly number[],
  { delimiter, quote }: Syntax,
  rows: string[][],
  malformed: Set<number>,
): void {
  // Papa.parse would drop a U+FEFF at the start of every block; its Parser takes the text as it is.
  const parser = new Papa.Parser({ header: false, delimiter, newline: '\n', quoteChar: quote });
  const text = quoted.map((index) => records[index]).join('\n');
  const { data, errors }: Papa.ParseResult<string[]> = parser.parse(`${text}\n`, 0, true);
  if (data.length !== quoted.length) {
    throw new Error(`papaparse found ${data.length} records where the scanner found ${quoted.length}`);
  }
  quoted.forEach((index, at) => {
    rows[index] = data[at] as string[];
  });
  for (const { row = 0 } of errors) malformed.add(quoted[row] as number);
}
