import type { Syntax } from './dialect';
import { type OpenQuote, RecordScanner, type ScanLimits, type ScannedRecord } from './record-scanner';

/** Whole records in file order. `openQuote` is set on the last block when a quote never closes. */
export type ScannedBlock = { records: ScannedRecord[]; openQuote: OpenQuote | null };

/** A block ends early at this many characters, so that memory stays bounded when rows are long. */
const BLOCK_CHARS = 8 * 1024 * 1024;

/** Splits a text stream into blocks of at most `blockRows` records; reads on only when the next block is asked for. */
export async function* scanRecords(
  text: AsyncIterable<string>,
  options: { syntax: Syntax; limits: ScanLimits; blockRows: number; firstLine: number; isPartial: boolean },
): AsyncGenerator<ScannedBlock> {
  const scanner = new RecordScanner(options.syntax, options.limits, options.firstLine);
  let block: ScannedRecord[] = [];
  let chars = 0;
  for await (const chunk of text) {
    scanner.push(chunk);
    const found = scanner.records;
    scanner.records = [];
    for (const record of found) {
      block.push(record);
      chars += record.text.length;
      if (block.length < options.blockRows && chars < BLOCK_CHARS) continue;
      yield { records: block, openQuote: null };
      block = [];
      chars = 0;
    }
  }
  // Of a file's beginning the last record may be cut: it is no fault and not shown.
  const openQuote = options.isPartial ? null : scanner.end();
  block.push(...scanner.records);
  if (block.length > 0 || openQuote !== null) yield { records: block, openQuote };
}
