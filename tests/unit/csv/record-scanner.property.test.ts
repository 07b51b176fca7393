import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRecords } from '@/lib/csv/parse-records';
import { RecordScanner, type ScanLimits } from '@/lib/csv/record-scanner';

const roomy: ScanLimits = { columns: 1000, cellLength: 1_000_000, rowLength: 1_000_000 };
const nasty = fc
  .array(
    fc.constantFrom(
      'a',
      'b1',
      '"',
      '""',
      ',',
      ';',
      '\t',
      '\n',
      '\r',
      '\r\n',
      ' ',
      'é',
      '\u00a0',
      '\uFEFF',
      '漢',
    ),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join(''));
const delimiters = fc.constantFrom(',', ';', '\t', '|', ' ');

function scan(text: string, delimiter: string, limits: ScanLimits, cuts: readonly number[]) {
  const scanner = new RecordScanner({ delimiter, quote: '"' }, limits);
  const borders = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  let from = 0;
  for (const border of [...borders, text.length]) {
    scanner.push(text.slice(from, border));
    from = border;
  }
  const openQuote = scanner.end();
  return { records: scanner.records, newlines: scanner.newlines, openQuote };
}

describe('RecordScanner, any text', () => {
  it('finds the same records wherever the chunks are cut', () => {
    fc.assert(
      fc.property(nasty, delimiters, fc.array(fc.nat(200), { maxLength: 12 }), (text, delimiter, cuts) => {
        expect(scan(text, delimiter, roomy, cuts)).toEqual(scan(text, delimiter, roomy, []));
      }),
      { numRuns: 3000 },
    );
  });

  it('applies tight limits alike wherever the chunks are cut', () => {
    const limits: ScanLimits = { columns: 3, cellLength: 4, rowLength: 9 };
    const kept = (text: string, cuts: number[]) => {
      const { records, openQuote } = scan(text, ',', limits, cuts);
      // A short line in one piece takes the fast way, on which columns are counted after parsing.
      const isWide = (record: string) =>
        (parseRecords([record], { delimiter: ',', quote: '"' }).rows[0]?.length ?? 0) > limits.columns;
      const outcome = records.map(({ text: record, line, fault }) =>
        fault === null && isWide(record)
          ? { line, fault: 'too_many_columns' }
          : { line, fault: fault ?? record },
      );
      return { outcome, openQuote };
    };
    fc.assert(
      fc.property(nasty, fc.array(fc.nat(200), { maxLength: 12 }), (text, cuts) => {
        expect(kept(text, cuts)).toEqual(kept(text, []));
      }),
      { numRuns: 3000 },
    );
  });

  it('cuts records where papaparse does: a block parses like its records one by one', () => {
    fc.assert(
      fc.property(nasty, delimiters, (text, delimiter) => {
        const records = scan(text, delimiter, roomy, []).records.map((record) => record.text);
        const together = parseRecords(records, { delimiter, quote: '"' }).rows;
        const alone = records.map((record) => parseRecords([record], { delimiter, quote: '"' }).rows[0]);
        expect(together).toEqual(alone);
      }),
      { numRuns: 3000 },
    );
  });

  it('gives every record the line on which it starts', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const { records } = scan(text, ',', roomy, []);
        const lines = text.split(/\r\n|\r|\n/);
        for (const record of records) {
          expect(lines[record.line - 1]?.startsWith(record.text.split(/\r\n|\r|\n/)[0] ?? '')).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
