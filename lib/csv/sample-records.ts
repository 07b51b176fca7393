import type { Newline, Syntax } from './dialect';
import { parseRecords } from './parse-records';
import { DEFAULT_LIMITS } from './problem';
import { RecordScanner } from './record-scanner';

/** `isBlank`: nothing but blank cells. */
export type SampleRecord = { line: number; text: string; cells: string[]; isBlank: boolean };

/** The beginning of a file, cut in one way. `openColumn`: where a quote that never closes opened, or 0. */
export type SampleReading = Syntax & {
  records: SampleRecord[];
  newline: Newline;
  malformedCount: number;
  openColumn: number;
};

const SAMPLE_RECORDS = 2000;

/** Cuts a sample with the reader's own parts. A last record that may be incomplete is left out. */
export function readSampleRecords(
  text: string,
  syntax: Syntax,
  { firstLine, isWhole }: { firstLine: number; isWhole: boolean },
): SampleReading {
  const scanner = new RecordScanner(syntax, DEFAULT_LIMITS, firstLine);
  scanner.push(text);
  const openColumn = scanner.end()?.column ?? 0;
  const scanned = scanner.records.slice(0, SAMPLE_RECORDS);
  if (!isWhole && scanned.length > 1 && scanned.length === scanner.records.length) scanned.pop();
  const sound = scanned.filter((record) => record.fault === null);
  const { rows, malformed } = parseRecords(
    sound.map((record) => record.text),
    syntax,
  );
  const records = sound.map(({ line, text: record }, index) => {
    const cells = rows[index] ?? [];
    return { line, text: record, cells, isBlank: cells.every((cell) => cell.trim() === '') };
  });
  const newline = newlineOf(scanner.newlines);
  return { ...syntax, records, newline, malformedCount: malformed.size, openColumn };
}

function newlineOf(counts: { lf: number; crlf: number; cr: number }): Newline {
  const used = (['lf', 'crlf', 'cr'] as const).filter((kind) => counts[kind] > 0);
  return used.length > 1 ? 'mixed' : (used[0] ?? 'lf');
}
