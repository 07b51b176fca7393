import Papa from 'papaparse';
import type { Syntax } from './dialect';

/**
 * Cuts whole records into cells with papaparse. Returns one array of cells per record and the indexes of records
 * in which a quote stands where none belongs.
 */
export function parseRecords(
  records: readonly string[],
  { delimiter, quote }: Syntax,
): { rows: string[][]; malformed: Set<number> } {
  if (records.length === 0) return { rows: [], malformed: new Set() };
  if (quote === '') return { rows: records.map((record) => record.split(delimiter)), malformed: new Set() };
  // Papa.parse would drop a U+FEFF at the start of every block; its Parser takes the text as it is.
  const parser = new Papa.Parser({ header: false, delimiter, newline: '\n', quoteChar: quote });
  const parsed: Papa.ParseResult<string[]> = parser.parse(`${records.join('\n')}\n`, 0, true);
  if (parsed.data.length !== records.length) {
    throw new Error(
      `papaparse found ${parsed.data.length} records where the scanner found ${records.length}`,
    );
  }
  return { rows: parsed.data, malformed: new Set(parsed.errors.map((error) => error.row ?? 0)) };
}
