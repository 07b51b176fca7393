import { parseRecords } from './parse-records';
import { DEFAULT_LIMITS } from './problem';
import { RecordScanner } from './record-scanner';

export type Newline = 'lf' | 'crlf' | 'cr' | 'mixed';

/** How a file writes its table. `headerRow` is the 1-based line on which the header stands. */
export type Dialect = {
  delimiter: string;
  encoding: string;
  quote: '"';
  newline: Newline;
  bom: boolean;
  headerRow: number;
};

/** The part of the dialect that the text itself shows; encoding and BOM are known from the bytes. */
export type TextDialect = Omit<Dialect, 'encoding' | 'bom'>;

export const DELIMITER_CANDIDATES = [',', ';', '\t', '|'] as const;
/** A character that no table uses: the delimiter of a single column whose text holds all the candidates. */
const NO_DELIMITER = '\u001f';
const ACCEPTED_SCORE = 0.4;
const SAMPLE_RECORDS = 2000;

/** `openColumn`: where a quote that never closes opened, if it did. */
type Reading = { delimiter: string; rows: string[][]; malformedCount: number; openColumn: number };

/**
 * Finds delimiter, newline and header line of a text (or of its beginning, `isWhole: false`). Candidates are scored
 * by how evenly they cut the records outside quotes; one column is a valid answer.
 */
export function detectDialect(text: string, fallbackDelimiter = ',', isWhole = true): TextDialect {
  const declared = declaredDelimiter(text);
  const delimiter = declared ?? detectDelimiter(text, fallbackDelimiter, isWhole);
  return describeText(text, delimiter);
}

/** The dialect of a text whose delimiter is known. */
export function describeText(text: string, delimiter: string): TextDialect {
  const scanner = new RecordScanner(delimiter, DEFAULT_LIMITS);
  scanner.push(text);
  scanner.end();
  const header = scanner.records.find((record) => !isPreamble(record.text, record.line, delimiter));
  return { delimiter, quote: '"', newline: newlineOf(scanner.newlines), headerRow: header?.line ?? 1 };
}

/** Lines above the header: blank ones, and the `sep=;` by which a spreadsheet is told its delimiter. */
export function isPreamble(record: string, line: number, delimiter: string): boolean {
  if (line === 1 && /^sep=.?$/i.test(record)) return true;
  return record.trim() === '' && !record.includes(delimiter);
}

function declaredDelimiter(text: string): string | null {
  return /^sep=([^"\r\n])[\r\n]/i.exec(text)?.[1] ?? null;
}

function detectDelimiter(text: string, fallback: string, isWhole: boolean): string {
  const candidates = [fallback, ...DELIMITER_CANDIDATES.filter((candidate) => candidate !== fallback)];
  let best = { delimiter: fallback, score: 0 };
  for (const delimiter of candidates) {
    const score = scoreReading(read(text, delimiter, isWhole));
    if (score > best.score + 1e-9) best = { delimiter, score };
  }
  if (best.score >= ACCEPTED_SCORE) return best.delimiter;
  const header = read(text, fallback, isWhole).rows[0] ?? [];
  // Undecided: the fallback counts when the header uses it as a separator and not as a comma in a sentence.
  if (header.length > 1 && !header.slice(1).some((cell) => cell.startsWith(' '))) return fallback;
  return candidates.find((candidate) => !text.includes(candidate)) ?? NO_DELIMITER;
}

function read(text: string, delimiter: string, isWhole: boolean): Reading {
  const scanner = new RecordScanner(delimiter, DEFAULT_LIMITS);
  scanner.push(text);
  const openColumn = scanner.end()?.column ?? 0;
  const records = scanner.records.slice(0, SAMPLE_RECORDS);
  if (!isWhole && records.length > 1 && records.length === scanner.records.length) records.pop();
  const texts = records
    .filter((record) => record.fault === null && record.text.trim() !== '')
    .map((record) => record.text);
  const { rows, malformed } = parseRecords(texts, delimiter);
  return { delimiter, rows, malformedCount: malformed.size, openColumn };
}

/** 0 to about 1. A header that the candidate does not cut rules it out, whatever the text below it holds. */
function scoreReading({ delimiter, rows, malformedCount, openColumn }: Reading): number {
  if (rows.length === 0) return openColumn > 1 ? ACCEPTED_SCORE : 0;
  const width = rows[0]?.length ?? 0;
  if (width < 2) return 0;
  const even = rows.filter((row) => row.length === width).length / rows.length;
  const cut = rows.filter((row) => row.length > 1).length / rows.length;
  const sound = 1 - 0.7 * Math.min(1, malformedCount / rows.length);
  return (
    (0.7 * even + 0.3 * cut) * (1 - 0.4 * doubt(rows, delimiter)) * sound * (1 + Math.min(width, 50) / 1000)
  );
}

/** Share of the cuts that look like text: a blank after the delimiter, or a comma between two digits. */
function doubt(rows: string[][], delimiter: string): number {
  let cuts = 0;
  let doubtful = 0;
  for (const row of rows) {
    for (let i = 1; i < row.length; i += 1) {
      cuts += 1;
      const before = row[i - 1] ?? '';
      const after = row[i] ?? '';
      const isDecimal = delimiter === ',' && /\d$/.test(before) && /^\d/.test(after);
      if (isDecimal || (after.startsWith(' ') && after.trim() !== '')) doubtful += 1;
    }
  }
  return cuts === 0 ? 0 : doubtful / cuts;
}

function newlineOf(counts: { lf: number; crlf: number; cr: number }): Newline {
  const used = (['lf', 'crlf', 'cr'] as const).filter((kind) => counts[kind] > 0);
  return used.length > 1 ? 'mixed' : (used[0] ?? 'lf');
}
