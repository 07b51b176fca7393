import { FileProcessingError } from '../domain/errors';
import type { Syntax } from './dialect';
import { isPreamble } from './find-header';
import { headerProblems, uniqueHeaders } from './headers';
import { parseRecords } from './parse-records';
import type { Problem } from './problem';
import type { ReadSettings } from './read-settings';
import type { ScannedRecord } from './record-scanner';
import { describeFault, malformedHeader } from './row-problems';
import type { ScannedBlock } from './scan-records';

/**
 * Takes blocks until the header is found: the first record from `line` on or, without, the first that is not blank.
 * `rest` are the records below it in its block. Throws when there is none.
 */
export async function takeHeader(
  scanned: AsyncGenerator<ScannedBlock>,
  delimiter: string,
  line: number | null,
): Promise<{ header: ScannedRecord; rest: ScannedBlock }> {
  const isHeader = (record: ScannedRecord) =>
    line === null ? record.fault !== null || !isPreamble(record, delimiter) : record.line >= line;
  for (let next = await scanned.next(); next.done !== true; next = await scanned.next()) {
    const { records, openQuote } = next.value;
    const at = records.findIndex(isHeader);
    const header = records[at];
    if (header !== undefined) return { header, rest: { records: records.slice(at + 1), openQuote } };
    if (openQuote !== null) {
      const message = `Failed to parse CSV file: the quote that opens in line ${openQuote.line}, column ${openQuote.column} is never closed. Close it or remove it.`;
      throw new FileProcessingError('unclosed_quote', message, { ...openQuote });
    }
  }
  throw new FileProcessingError('file_blank', 'CSV file contains no data: every line of it is blank.');
}

/** The column names of a header record. Throws when it is over a limit, because then nothing below can be read. */
export function readHeader(
  header: ScannedRecord,
  syntax: Syntax,
  settings: ReadSettings,
): { headers: string[]; problems: Problem[] } {
  const { limits } = settings;
  const { rows, malformed } = parseRecords([header.text], syntax);
  const cells = rows[0] ?? [];
  const fault = header.fault ?? (cells.length > limits.columns ? 'too_many_columns' : null);
  if (fault !== null) {
    const message = `Failed to parse CSV file: the header (line ${header.line}) ${describeFault(fault, limits)}.`;
    throw new FileProcessingError(fault, message, { line: header.line });
  }
  if (cells.some((cell) => cell.includes('\u0000'))) {
    const message = `Failed to parse CSV file: a column name in line ${header.line} contains a NUL character. Remove it.`;
    throw new FileProcessingError('nul_character', message, { line: header.line });
  }
  const problems = malformed.size > 0 ? [malformedHeader(header.line, /[\r\n]/.test(header.text))] : [];
  if (!settings.validateHeaders) return { headers: uniqueHeaders(cells), problems };
  return { headers: cells, problems: [...problems, ...headerProblems(cells, header.line)] };
}
