import { parse } from 'csv-parse/sync';
import type { Dialect } from '@/lib/csv/dialect';
import { createStrictDecoder } from '@/lib/csv/encoding-name';
import { FileProcessingError } from '@/lib/domain/errors';
import { fileOf, type ReadTable, readAll } from '@/tests/unit/csv/csv-source';
import { readCorpus } from './csv-corpus';
import { mutate, pick, seededRandom } from './csv-mutations';

/** Larger files of the corpus only take time: what is nasty in them is their size. */
const MOST_BYTES = 4000;
const LONGEST_MS = 5000;

export interface FuzzReport {
  readonly runs: number;
  /** Files that the independent reader took as they are. */
  readonly compared: number;
  readonly failures: readonly string[];
}

/**
 * Reads mutated files of the corpus with our reader and with csv-parse, which shares no code with it: where csv-parse
 * takes the file, every record of it must be a row or counted as empty, cell by cell the same; where it does not, our
 * reader must name a problem with its line or refuse the file. Same seed, same files.
 */
export async function fuzzReader(seed: number, runs: number): Promise<FuzzReport> {
  const corpus = readCorpus().filter(({ bytes }) => bytes.length > 0 && bytes.length <= MOST_BYTES);
  const failures: string[] = [];
  let compared = 0;
  for (let run = 0; run < runs; run += 1) {
    const random = seededRandom(seed + run);
    const file = corpus[pick(corpus.length, random)];
    if (!file) throw new Error('The corpus is empty');
    const bytes = mutate(file.bytes, random);
    const startedAtMs = performance.now();
    const fault = await judge(bytes, 1 + pick(50, random)).catch(
      (error: unknown) => `crash: ${String(error)}`,
    );
    const isSlow = performance.now() - startedAtMs > LONGEST_MS;
    if (fault === null) compared += 1;
    else if (fault !== UNCOMPARED || isSlow) {
      failures.push(`seed ${seed + run}, ${file.name}: ${isSlow ? 'slow' : fault}\n${preview(bytes)}`);
    }
  }
  return { runs, compared, failures };
}

const END_OF_FILE = '\u001a';
const UNCOMPARED = 'uncompared';

/** Null: the same. UNCOMPARED: csv-parse does not take the file, and our reader says why. Else what is wrong. */
async function judge(bytes: Uint8Array, chunkSize: number): Promise<string | null> {
  let table: ReadTable;
  try {
    table = await readAll(fileOf(bytes, [chunkSize]));
  } catch (error) {
    if (error instanceof FileProcessingError && error.message !== '') return UNCOMPARED;
    throw error;
  }
  const text = belowHeader(decode(bytes, table.dialect), table.dialect.headerRow);
  const strict = parseIndependently(text, table.dialect);
  const counted = table.rows.length + table.emptyCount;
  if (strict !== null) {
    const records = strict.slice(1);
    if (records.length !== counted) return `${counted} rows, csv-parse has ${records.length}`;
    return differingRow(table, records);
  }
  if (isTakenLeniently(text, table.dialect, counted + 1)) return UNCOMPARED;
  const isNamed = table.problems.some(({ line, code }) => line !== undefined && /quote/.test(code));
  return isNamed ? UNCOMPARED : `${counted} rows, and no problem with a quote is named`;
}

function decode(bytes: Uint8Array, { encoding }: Dialect): string {
  const decoder = createStrictDecoder(encoding);
  // csv-parse takes a NUL after a quote for the end of the file; in our rows it becomes U+FFFD.
  return (decoder.push(bytes) + decoder.end()).replace(/^\uFEFF+/, '').replaceAll('\u0000', '\uFFFD');
}

function belowHeader(text: string, headerRow: number): string {
  let rest = text;
  for (let line = 1; line < headerRow; line += 1) rest = rest.replace(/^[^\r\n]*(\r\n|\r|\n)/, '');
  return rest;
}

/** Quotes inside plain cells are text to us, and so are blanks of any kind between a closing quote and a delimiter. */
function isTakenLeniently(text: string, dialect: Dialect, recordCount: number): boolean {
  const blanksAlike = text.replace(/[^\S\r\n\t ]/g, ' ');
  return [
    parseIndependently(text, dialect, { relax_quotes: true }),
    parseIndependently(blanksAlike, dialect, { rtrim: true }),
    parseIndependently(blanksAlike, dialect, { relax_quotes: true, rtrim: true }),
  ].some((records) => records?.length === recordCount);
}

function parseIndependently(
  text: string,
  { delimiter, quote }: Dialect,
  lenience: { relax_quotes?: boolean; rtrim?: boolean } = {},
): string[][] | null {
  try {
    return parse(text, {
      ...{ delimiter, quote, escape: quote, record_delimiter: ['\r\n', '\n', '\r'] },
      ...{ relax_column_count: true, skip_empty_lines: false, bom: false },
      ...lenience,
    });
  } catch {
    return null;
  }
}

/** Rows come in the order of the records; records that were dropped must be blank. */
function differingRow(table: ReadTable, records: readonly string[][]): string | null {
  // The end-of-file mark is a row when it stands in quotes, which csv-parse does not tell.
  const rows = table.rows.filter(({ cells }) => cells.join() !== END_OF_FILE);
  const isKept = (cells: readonly string[]) =>
    cells.some((cell) => cell.trim() !== '') && cells.join() !== END_OF_FILE;
  const filled = records.filter(isKept);
  if (filled.length !== rows.length)
    return `${rows.length} rows, csv-parse has ${filled.length} that are filled`;
  const differing = rows.findIndex(({ cells, problem }, index) => {
    // Cells over a limit are not kept.
    if (problem === 'too_many_columns') return false;
    const record = [...(filled[index] ?? [])];
    while (record.length < table.headers.length) record.push('');
    return cells.length !== record.length || cells.some((cell, column) => cell !== record[column]);
  });
  return differing === -1 ? null : `row ${differing + 1} differs from csv-parse`;
}

function preview(bytes: Uint8Array): string {
  return JSON.stringify(Buffer.from(bytes).toString('latin1').slice(0, 600));
}
