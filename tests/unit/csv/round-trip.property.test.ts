import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DELIMITER_CANDIDATES } from '@/lib/csv/delimiters';
import { csvLine, formatRow } from '@/lib/csv/write-results';
import { fileOf, outcomeOf, readAll } from './csv-source';

const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc
    .array(
      fc.constantFrom('a', '"', ',', ';', '\t', '|', '\n', '\r', ' ', '=1+1', 'sep=;', '\uFEFF', '-3', '０'),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
);
const table = fc
  .integer({ min: 1, max: 6 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 8 }),
  )
  .map((rows) => rows.map((row) => row.map((text) => text.replaceAll('\u0000', ''))))
  .filter((rows) => (rows[0] ?? []).some((header) => header.trim() !== ''));

// A header that is blank but for one name may be taken for a title: who writes a table knows where it begins.
const asWritten = { skipEmptyRows: false, validateHeaders: true, headerRow: 1 };

describe('writing, then reading', () => {
  it('is the identity for any table in any dialect', async () => {
    const newlines = fc.constantFrom('lf' as const, 'crlf' as const, 'cr' as const);
    const chunks = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(...DELIMITER_CANDIDATES),
        newlines,
        chunks,
        async (rows, delimiter, newline, sizes) => {
          const text = rows.map((row) => csvLine(row, { delimiter, newline })).join('');
          const read = await readAll(fileOf(text, sizes), { ...asWritten, delimiter, encoding: 'utf-8' });
          expect([read.headers, ...read.rows.map((row) => row.cells)]).toEqual(rows);
        },
      ),
      { numRuns: 1000 },
    );
  }, 60_000);

  it('is the identity for raw rows', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const text = rows.map((row) => formatRow(row, { raw: true, delimiter: ';' })).join('');
        const read = await readAll(fileOf(text), { ...asWritten, delimiter: ';', encoding: 'utf-8' });
        expect([read.headers, ...read.rows.map((row) => row.cells)]).toEqual(rows);
      }),
      { numRuns: 500 },
    );
  }, 60_000);
});

describe('reading', () => {
  it('gives the same table however the bytes are cut', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 80 }),
      fc
        .array(
          fc.constantFrom('id,n\n', 'a', 'é', '漢', '😀', '"', ',', ';', '\n', '\r', '\u0000', ' ', '\u0007'),
          { maxLength: 40 },
        )
        .map((parts) => new TextEncoder().encode(parts.join(''))),
    );
    const chunks = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(bytes, chunks, async (content, sizes) => {
        expect(await outcomeOf(fileOf(content, sizes))).toEqual(await outcomeOf(fileOf(content)));
      }),
      { numRuns: 1500 },
    );
  }, 60_000);
});
