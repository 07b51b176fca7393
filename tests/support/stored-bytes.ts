import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { unzipSync } from 'fflate';
import type { Pool } from 'pg';

/** Where something is stored -> all its bytes. */
export type StoredBytes = ReadonlyMap<string, Buffer>;

/** Every value of every table that is not PostgreSQL's own, by `table.column`: texts, json, arrays, bytes. */
export async function databaseBytes(pool: Pool): Promise<StoredBytes> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const found = new Map<string, Buffer[]>();
  for (const { name } of tables) {
    const { rows } = await pool.query<Record<string, unknown>>(`select * from ${name}`);
    for (const [column, value] of rows.flatMap((row) => Object.entries(row))) {
      const place = `${name}.${column}`;
      found.set(place, [...(found.get(place) ?? []), bytesOf(value), Buffer.from('\n')]);
    }
  }
  return new Map([...found].map(([place, parts]) => [place, Buffer.concat(parts)]));
}

function bytesOf(value: unknown): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (typeof value === 'string') return Buffer.from(value);
  return Buffer.from(
    JSON.stringify(value, (_key, one) => (typeof one === 'bigint' ? String(one) : one)) ?? '',
  );
}

/** Every file below a folder, and what is inside those that are archives. */
export async function folderBytes(folder: string): Promise<StoredBytes> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = new Map<string, Buffer>();
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    found.set(relative(folder, path), bytes);
    if (!bytes.subarray(0, 2).equals(Buffer.from('PK'))) continue;
    for (const [part, content] of Object.entries(unzipSync(bytes))) {
      found.set(`${relative(folder, path)}!${part}`, Buffer.from(content));
    }
  }
  return found;
}

/** Where a text is found, in any of the writings in which it may be kept. */
export function placesOf(text: string, stored: StoredBytes): string[] {
  const needles = writingsOf(text).map((one) => Buffer.from(one));
  return [...stored]
    .filter(([, bytes]) => needles.some((needle) => bytes.includes(needle)))
    .map(([place]) => place)
    .sort();
}

/** Written by hand and apart from the code under test. */
function writingsOf(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const base64 = ['', '#', '##'].map((before) => {
    const encoded = Buffer.from(before + text).toString('base64');
    // What depends on the neighbours is left out at both ends.
    return encoded.slice(before.length === 0 ? 0 : 4, -4);
  });
  const html = [...text].map((sign) => (/[&<>"]/.test(sign) ? `&#${sign.charCodeAt(0)};` : sign)).join('');
  return [
    ...[text, text.toLowerCase(), text.toUpperCase(), json, JSON.stringify(json).slice(1, -1)],
    ...[encodeURIComponent(text), encodeURI(text), new URLSearchParams({ q: text }).toString().slice(2)],
    ...[html, html.replaceAll('&#38;', '&amp;').replaceAll('&#60;', '&lt;').replaceAll('&#62;', '&gt;')],
    ...[Buffer.from(text).toString('hex'), Buffer.from(text, 'utf16le').toString('latin1')],
    ...[...base64, ...base64.map((one) => one.replaceAll('+', '-').replaceAll('/', '_'))],
  ];
}
