import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const HEADER = 'order_no,customer,company,street,postcode,city,ordered_on,amount,items,note';
const BLOCK_ROWS = 2000;
const NAMES = ['Maja Örn', 'José Arroyo', 'Li Wei', "Siobhán O'Dea", 'Anna Kowalska', '田中 一郎', 'Ben Ito'];
const CITIES = ['Lyon', 'Graz', 'Gdańsk', 'Porto', 'Malmö', 'Leeds', 'Utrecht'];
const NOTES = [
  '',
  'leave at the door',
  'gift, wrap it',
  'the ""blue"" one',
  'call first',
  'second floor\nleft',
];

/** A shop's export as it comes: 10 columns, accents, every sixth note in quotes, some over two lines. */
export async function writeSampleFile(path: string, rowCount: number): Promise<void> {
  await pipeline(Readable.from(sampleLines(rowCount, BLOCK_ROWS)), createWriteStream(path));
}

/** The text of such a file, in blocks of so many rows. */
export function* sampleLines(rowCount: number, blockRows: number): Generator<string> {
  yield `${HEADER}\r\n`;
  for (let start = 0; start < rowCount; start += blockRows) {
    let text = '';
    for (let n = start; n < Math.min(start + blockRows, rowCount); n += 1) text += line(n);
    yield text;
  }
}

function line(n: number): string {
  const day = String((n % 28) + 1).padStart(2, '0');
  const amount = `${(n * 37) % 900}.${String(n % 100).padStart(2, '0')}`;
  const note = n % 6 === 0 ? `"${pick(NOTES, n / 6)}"` : 'standard delivery';
  const cells = [
    `BM-${1_000_000 + n}`,
    pick(NAMES, n),
    `Werkstatt ${n % 5000} GmbH`,
    `Hafenstrasse ${n % 240}`,
    String(10_000 + (n % 80_000)),
    pick(CITIES, n >> 3),
    `2026-0${(n % 9) + 1}-${day}`,
    amount,
    String((n % 12) + 1),
    note,
  ];
  return `${cells.join(',')}\r\n`;
}

function pick(values: readonly string[], n: number): string {
  return values[n % values.length] ?? '';
}
