import { expect, test } from 'vitest';
import { readSample, sampleRecords } from './samples';

test('orders.csv looks like the export of a shop', async () => {
  const text = await readSample('orders');
  const rows = await sampleRecords('orders');
  expect(text.startsWith('\ufeffOrder no;Customer;E-mail;Ordered on;Amount;Note\r\n')).toBe(true);
  expect(rows).toHaveLength(320);
  expect(rows.every(({ Amount }) => /^\d+,\d\d$/.test(Amount ?? ''))).toBe(true);
  expect(rows.every((row) => /^\d\d\.\d\d\.2026$/.test(row['Ordered on'] ?? ''))).toBe(true);
  const some = (column: string, pattern: RegExp) =>
    rows.filter((row) => pattern.test(row[column] ?? '')).length;
  expect(some('Note', /\n/)).toBeGreaterThan(5);
  expect(some('Note', /"/)).toBeGreaterThan(5);
  expect(some('Note', /;/)).toBeGreaterThan(5);
  expect(some('Customer', /[À-ž]/)).toBeGreaterThan(50);
  expect(some('Customer', /\p{Script=Han}/u)).toBeGreaterThan(20);
  expect(some('Customer', /\p{Script=Hangul}/u)).toBeGreaterThan(10);
});

test.each([
  ['customers', 200],
  ['customers-faults', 40],
])('%s.csv has %i customers with different numbers', async (name, rowCount) => {
  const rows = await sampleRecords(name);
  expect(rows).toHaveLength(rowCount);
  expect(Object.keys(rows[0] ?? {})).toEqual(['customer_no', 'name', 'email', 'country', 'plan']);
  expect(new Set(rows.map((row) => row.customer_no)).size).toBe(rowCount);
});

test.each(['orders', 'customers', 'customers-faults', 'products'])(
  'no cell of %s.csv starts a formula',
  async (name) => {
    const cells = (await sampleRecords(name)).flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  },
);

test.each(['orders', 'customers', 'customers-faults'])(
  'every address in %s.csv is a reserved one',
  async (name) => {
    const addresses = (await sampleRecords(name)).map((row) => row['E-mail'] ?? row.email ?? '');
    expect(
      addresses.filter((address) => !/^[a-z.\d-]+@(example\.(com|org)|[a-z]+\.example)$/.test(address)),
    ).toEqual([]);
  },
);
