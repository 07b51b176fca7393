import { FileProcessingError } from '../domain/errors';
import { type DecodedText, decodeBytes } from './decode';
import { detectDialect, type FoundDialect } from './detect-dialect';
import type { Dialect, EncodingChoice } from './dialect';
import { declaredDelimiter } from './find-header';
import type { ByteSource } from './inspect-bytes';
import { readHeader, takeHeader } from './read-header';
import { completeSettings, type ReadOptions, type ReadSettings } from './read-settings';
import { type RowBlock, RowBuilder } from './row-builder';
import { guessedEncoding, skippedTitles } from './row-problems';
import { type ScannedBlock, scanRecords } from './scan-records';
import { type SkippedLines, skipLines } from './skip-lines';
import { sniffBinary } from './sniff';

/** The table of a file. `blocks` can be read once; stop early with `break`, which closes the source. */
export type CsvTable = { dialect: Dialect; headers: string[]; blocks: AsyncIterable<RowBlock> };

const SAMPLE_CHARS = 128 * 1024;

/**
 * Reads a file as a table of strings, block by block: memory does not grow with the file. Throws FileProcessingError
 * (`file_empty`, `file_blank`, `no_data_rows`, `file_too_large`, `file_not_csv`, `encoding_invalid`, ...) here for
 * what shows at the start, and from `blocks` for what shows later. Faults of single rows are problems in the blocks.
 */
export async function readRows(open: ByteSource, options: ReadOptions = {}): Promise<CsvTable> {
  const settings = completeSettings(options);
  const progress = { bytes: 0 };
  const bounded: ByteSource = () => countBytes(open(), settings.limits.bytes, progress);
  const decoded = await decodeBytes(bounded, settings);
  refuseBinary(decoded);
  try {
    return await openTable(decoded, settings, progress);
  } catch (error) {
    await decoded.text.return(undefined);
    throw error;
  }
}

async function openTable(
  decoded: DecodedText,
  settings: ReadSettings,
  progress: { bytes: number },
): Promise<CsvTable> {
  const { text, found } = await readDialect(decoded.text, settings);
  const { encoding, encodingSource, encodingConfidence, encodingAlternatives, bom } = decoded;
  const choice: EncodingChoice = { encoding, encodingSource, encodingConfidence, encodingAlternatives, bom };
  const { delimiter, quote } = found.dialect;
  const syntax = { delimiter, quote };
  const scanned = scanRecords(text, { ...settings, syntax, firstLine: settings.headerRow ?? 1 });
  const headerLine = found.isHeaderFound ? found.dialect.headerRow : (settings.headerRow ?? null);
  const { header, rest } = await takeHeader(scanned, delimiter, headerLine);
  const { headers, problems } = readHeader(header, syntax, settings);
  if (found.titleLines.length > 0) problems.unshift(skippedTitles(found.titleLines, header.line));
  if (encodingSource === 'guessed') problems.unshift(guessedEncoding(choice));
  const builder = new RowBuilder({ ...settings, syntax, columnCount: headers.length });
  const blocks = buildBlocks(rest, scanned, builder, settings, progress);
  const first = await firstBlock(blocks, header.line, settings.isPartial);
  first.problems.unshift(...problems);
  const skippedLines = found.dialect.skippedLines + header.line - found.dialect.headerRow;
  return {
    dialect: { ...found.dialect, headerRow: header.line, skippedLines, ...choice },
    headers,
    blocks: startWith(first, blocks),
  };
}

/** Looks at the beginning of the text, below the lines that are to be skipped. */
async function readDialect(
  source: AsyncGenerator<string>,
  settings: ReadSettings,
): Promise<{ text: AsyncGenerator<string>; found: FoundDialect }> {
  const { headerRow, delimiter, quote, delimiterFallback, isPartial } = settings;
  const skipped: SkippedLines = { lines: 0, head: '' };
  const text = headerRow === undefined ? source : skipLines(source, headerRow - 1, skipped);
  const sample = await readSample(text);
  if (headerRow !== undefined && sample.text === '') throw missingHeader(headerRow, skipped.lines);
  const beginning = sample.text.slice(0, SAMPLE_CHARS);
  const found = detectDialect(beginning, {
    delimiter: delimiter ?? declaredDelimiter(skipped.head) ?? undefined,
    ...{ quote, headerRow, fallbackDelimiter: delimiterFallback },
    isWhole: !isPartial && sample.isWhole && beginning.length === sample.text.length,
  });
  return { text: startWith(sample.text, text), found };
}

function missingHeader(headerRow: number, lines: number): FileProcessingError {
  const message = `Invalid CSV format: line ${headerRow} was chosen for the column names, but the file has only ${lines} lines.`;
  return new FileProcessingError('header_row_missing', message, { headerRow, lines });
}

async function firstBlock(
  blocks: AsyncGenerator<RowBlock>,
  headerLine: number,
  isPartial: boolean,
): Promise<RowBlock> {
  const first = await blocks.next();
  if (first.done !== true) return first.value;
  if (isPartial) return { rows: [], problems: [], emptyCount: 0, bytesRead: 0 };
  const message = 'No valid data rows found: the file has only a header line. Add at least one row below it.';
  throw new FileProcessingError('no_data_rows', message, { headerLine });
}

async function* countBytes(
  source: AsyncIterable<Uint8Array>,
  limit: number,
  progress: { bytes: number },
): AsyncGenerator<Uint8Array> {
  progress.bytes = 0;
  for await (const chunk of source) {
    progress.bytes += chunk.length;
    if (progress.bytes > limit) {
      const message = `CSV file too large: it has more than ${limit.toLocaleString('en')} bytes. Split it, or ask the administrator to raise the limit.`;
      throw new FileProcessingError('file_too_large', message, { limitBytes: limit });
    }
    yield chunk;
  }
}

function refuseBinary({ head, encoding }: DecodedText): void {
  if (head.length === 0) throw new FileProcessingError('file_empty', 'CSV file is empty: it has 0 bytes.');
  const binary = sniffBinary(head, encoding.startsWith('utf-16') || encoding.startsWith('utf-32'));
  if (binary === null) return;
  const message = `Invalid CSV format: this is ${binary.kind}: ${binary.hint}.`;
  throw new FileProcessingError('file_not_csv', message, { kind: binary.kind });
}

/** Exactly the first characters of the text, so that what is detected does not depend on how the bytes arrive. */
async function readSample(text: AsyncIterator<string>): Promise<{ text: string; isWhole: boolean }> {
  const parts: string[] = [];
  let length = 0;
  while (length <= SAMPLE_CHARS) {
    const { done, value } = await text.next();
    if (done === true) return { text: parts.join(''), isWhole: true };
    parts.push(value);
    length += value.length;
  }
  return { text: parts.join(''), isWhole: false };
}

/** Yields no block that has neither rows nor problems, except to count empty rows after others. */
async function* buildBlocks(
  rest: ScannedBlock,
  scanned: AsyncGenerator<ScannedBlock>,
  builder: RowBuilder,
  settings: ReadSettings,
  progress: { bytes: number },
): AsyncGenerator<RowBlock> {
  let emptyCount = 0;
  for await (const scannedBlock of startWith(rest, scanned)) {
    const block = builder.build(scannedBlock);
    emptyCount += block.emptyCount;
    if (builder.rowCount > settings.limits.rows) throw tooManyRows(settings.limits.rows);
    if (block.rows.length === 0 && block.problems.length === 0) continue;
    yield { ...block, emptyCount, bytesRead: progress.bytes };
    emptyCount = 0;
  }
  if (emptyCount === 0 || builder.rowCount === 0) return;
  yield { rows: [], problems: [], emptyCount, bytesRead: progress.bytes };
}

function tooManyRows(limit: number): FileProcessingError {
  const message = `CSV file too large: it has more than ${limit.toLocaleString('en')} rows. Split it into several files.`;
  return new FileProcessingError('too_many_rows', message, { limitRows: limit });
}

async function* startWith<T>(first: T, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
