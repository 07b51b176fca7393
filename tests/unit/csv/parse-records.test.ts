import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { parseRecords } from '@/lib/csv/parse-records';

const cell = fc.string({ unit: fc.constantFrom('a', ' ', 'é', ';', "'", '\uFEFF', '\r'), maxLength: 5 });
const quoted = cell.map((text) => `"${text}"`);
const record = fc
  .array(fc.oneof(cell, quoted), { minLength: 1, maxLength: 4 })
  .map((cells) => cells.join(','));

it('gives what papaparse gives for each record alone, in order, with and without quotes', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 12 }), (records) => {
      const { rows, malformed } = parseRecords(records, { delimiter: ',', quote: '"' });
      const alone = records.map((text) =>
        new Papa.Parser({ delimiter: ',', newline: '\n' }).parse(text, 0, false),
      );
      expect(rows).toEqual(alone.map(({ data }) => data[0] ?? ['']));
      expect(malformed.size).toBe(0);
    }),
  );
});

it('names the record with a quote where none belongs, also behind records without quotes', () => {
  const records = ['a,b', '"c",d', 'e,f', '"g"h",i', 'j,"k"'];
  const { rows, malformed } = parseRecords(records, { delimiter: ',', quote: '"' });
  expect(rows.map((cells) => cells.length)).toEqual([2, 2, 2, 2, 2]);
  expect([...malformed]).toEqual([3]);
});
