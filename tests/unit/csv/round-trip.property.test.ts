import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { DELIMITER_CANDIDATES } from '@/lib/csv/delimiters';
import type { Newline } from '@/lib/csv/dialect';
import { createStrictDecoder } from '@/lib/csv/encoding-name';
import { csvLine, formatRow } from '@/lib/csv/write-results';
import { fileOf, outcomeOf, readAll } from './csv-source';

const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc
    .array(
      fc.constantFrom(
        ...['a', '"', "'", ',', ';', '\t', '|', '\n', '\r', ' ', '=1+1', 'sep=;', '\uFEFF', '-3', '０', 'é'],
        ...['ß', 'Ж', 'ж', '東', 'ア', '한', '\u001a', '\u2028', '\u00a0'],
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
);
const table = fc
  .integer({ min: 1, max: 6 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 8 }),
  )
  .map((rows) => mapCells(rows, (text) => text.replaceAll('\u0000', '').toWellFormed()))
  .filter(hasHeader);

// A header that is blank but for one name may be taken for a title: who writes a table knows where it begins.
const asWritten = { skipEmptyRows: false, validateHeaders: true, headerRow: 1 };
const newlines = fc.constantFrom<Newline>('lf', 'crlf', 'cr');
const chunks = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

const UNICODE = ['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'];
const ENCODINGS = [
  ...UNICODE,
  ...['windows-1250', 'windows-1251', 'windows-1252', 'windows-1254', 'iso-8859-2', 'iso-8859-15', 'koi8-r'],
  ...['shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr', 'cp850', 'macintosh'],
];

function mapCells(rows: readonly string[][], map: (text: string) => string): string[][] {
  return rows.map((row) => row.map(map));
}

function hasHeader(rows: readonly string[][]): boolean {
  return (rows[0] ?? []).some((header) => header.trim() !== '');
}

/** Only the characters that the encoding has. */
function representable(text: string, encoding: string): string {
  return [...text].filter((char) => decode(iconv.encode(char, encoding), encoding) === char).join('');
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    const decoder = createStrictDecoder(encoding);
    return decoder.push(bytes) + decoder.end();
  } catch {
    return null;
  }
}

async function readBack(
  rows: readonly string[][],
  written: { delimiter: string; quote: string; newline: Newline; encoding: string; bom: boolean },
  sizes: readonly number[],
): Promise<string[][]> {
  const { encoding, bom, delimiter, quote } = written;
  const text = (bom ? '\uFEFF' : '') + rows.map((row) => csvLine(row, written)).join('');
  const options = { ...asWritten, delimiter, quote, encoding };
  const read = await readAll(fileOf(iconv.encode(text, encoding), sizes), options);
  return [read.headers, ...read.rows.map((row) => row.cells)];
}

describe('writing, then reading', () => {
  it('is the identity for any table in any dialect', async () => {
    const dialect = fc.record({
      delimiter: fc.constantFrom(...DELIMITER_CANDIDATES),
      quote: fc.constantFrom('"', "'"),
      newline: newlines,
      encoding: fc.constantFrom(...ENCODINGS),
      bom: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(table, dialect, chunks, async (any, { bom, ...rest }, sizes) => {
        const rows = mapCells(any, (text) => representable(text, rest.encoding));
        fc.pre(hasHeader(rows));
        const written = { ...rest, bom: bom && UNICODE.includes(rest.encoding) };
        expect(await readBack(rows, written, sizes)).toEqual(rows);
      }),
      { numRuns: 1200 },
    );
  }, 60_000);

  it('is the identity without quotes where no cell needs any', async () => {
    const delimiters = fc.constantFrom(...DELIMITER_CANDIDATES);
    await fc.assert(
      fc.asyncProperty(table, delimiters, newlines, chunks, async (any, delimiter, newline, sizes) => {
        const rows = mapCells(any, (text) =>
          text
            .replace(/[\r\n\uFEFF]/g, '')
            .replaceAll('\u001a', '')
            .replaceAll(delimiter, ''),
        );
        fc.pre(hasHeader(rows) && rows.every((row) => row.length > 1 || row[0] !== ''));
        const written = { delimiter, quote: '', newline, encoding: 'utf-8', bom: false };
        expect(await readBack(rows, written, sizes)).toEqual(rows);
      }),
      { numRuns: 400 },
    );
  }, 60_000);

  it('is the identity for raw rows', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const text = rows.map((row) => formatRow(row, { raw: true, delimiter: ';' })).join('');
        const read = await readAll(fileOf(text), { ...asWritten, delimiter: ';', encoding: 'utf-8' });
        expect([read.headers, ...read.rows.map((row) => row.cells)]).toEqual(rows);
      }),
      { numRuns: 400 },
    );
  }, 60_000);

  it('is the identity when all of the dialect has to be found', async () => {
    const word = fc.stringMatching(/^[a-z]{3,8}$/);
    const found = fc.integer({ min: 2, max: 6 }).chain((width) =>
      fc.record({
        header: fc.uniqueArray(word, { minLength: width, maxLength: width }),
        rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
          minLength: 1,
          maxLength: 20,
        }),
      }),
    );
    const delimiters = fc.constantFrom(...DELIMITER_CANDIDATES);
    await fc.assert(
      fc.asyncProperty(found, delimiters, newlines, async ({ header, rows: any }, delimiter, newline) => {
        const rows = [header, ...mapCells(any, (text) => text.replaceAll('\u0000', '').toWellFormed())];
        const text = rows.map((row) => csvLine(row, { delimiter, newline })).join('');
        const read = await readAll(fileOf(text), { skipEmptyRows: false });
        expect(read.dialect).toMatchObject({ delimiter, quote: '"', headerRow: 1 });
        expect([read.headers, ...read.rows.map((row) => row.cells)]).toEqual(rows);
      }),
      { numRuns: 600 },
    );
  }, 60_000);
});

describe('reading', () => {
  it('gives the same table however the bytes are cut', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 80 }),
      fc
        .array(
          fc.constantFrom(
            ...['id,n\n', 'a', 'é', '漢', '😀', '"', "'", ',', ';', '\n', '\r', '\u0000', ' ', '\u0007'],
            ...['Title of it\n\n', 'sep=;\n', '\uFEFF', '\u001a'],
          ),
          { maxLength: 40 },
        )
        .map((parts) => new TextEncoder().encode(parts.join(''))),
    );
    const pieces = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
    const options = fc.record(
      { quote: fc.constantFrom('"', "'", 'none'), headerRow: fc.integer({ min: 1, max: 3 }) },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(bytes, pieces, options, async (content, sizes, chosen) => {
        const whole = await outcomeOf(fileOf(content), chosen);
        expect(await outcomeOf(fileOf(content, sizes), chosen)).toEqual(whole);
      }),
      { numRuns: 1500 },
    );
  }, 60_000);

  it('takes a first letter that begins like an archive for a letter', async () => {
    const written = { delimiter: ',', quote: '"', newline: 'lf' as const, bom: false };
    for (const [letter, encoding] of [
      ['\u{28b1f}', 'utf-32le'],
      ['\u8b1f\u0108', 'utf-16le'],
    ] as const) {
      const rows = [
        [letter, 'b'],
        ['1', '2'],
      ];
      expect(await readBack(rows, { ...written, encoding }, [3])).toEqual(rows);
    }
  });
});
