import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { projectFolder } from '@/supervisor/build';

/** Every letter of them is one of Windows-1252. */
const NAMES = ['Jürgen Nuñez', 'Zoë Müller', 'François Dürr', 'Søren Ågård', 'Márta Ibáñez', 'Åsa Öberg'];
const NO_ADDRESSES = ['keine', 'anna(at)post.example', 'zoë@', '@post.example'];

export interface CustomerFile {
  readonly bytes: Buffer;
  readonly rowCount: number;
  /** 0-based. */
  readonly badRows: readonly number[];
  readonly firstName: string;
}

/**
 * The customers of examples/csv as a spreadsheet in Western Europe would save them: semicolons, Windows-1252, CRLF,
 * and two columns called Name. Every key begins with `prefix`, so that no other test submits the same.
 */
export function customerFile(prefix: string, rowCount: number, badCount: number): CustomerFile {
  const text = readFileSync(join(projectFolder, 'examples/csv/customers.csv'), 'utf8');
  const rows = (parse(text, { from: 2 }) as string[][]).slice(0, rowCount);
  const distance = Math.floor(rowCount / badCount);
  const badRows = Array.from({ length: badCount }, (_, index) => index * distance + 2);
  const lines = rows.map(([key, , email, country, plan], index) => {
    const name = NAMES[index % NAMES.length];
    const address = badRows.includes(index) ? NO_ADDRESSES[index % NO_ADDRESSES.length] : email;
    return [`${prefix}-${key}`, name, address, country, plan, `Größe ${index + 1}`].join(';');
  });
  const csv = ['customer_no;Name;email;country;plan;Name', ...lines, ''].join('\r\n');
  return { bytes: iconv.encode(csv, 'win1252'), rowCount, badRows, firstName: NAMES[0] ?? '' };
}
