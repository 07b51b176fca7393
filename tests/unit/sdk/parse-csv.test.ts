import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ConfigurationError, FileProcessingError, parseCsv, SecurityError } from '@/sdk/index';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'furrow-sdk-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(content: string): string {
  const path = join(folder, 'rows.csv');
  writeFileSync(path, content);
  return path;
}

it('gives rows as texts by header, in order, without the empty ones', async () => {
  const parsed = await parseCsv(file('id;name;__proto__\n007;Zoë;x\n;;\n25;東京;y\n'));
  expect(parsed.headers).toEqual(['id', 'name', '__proto__']);
  expect(parsed.rows.map((row) => Object.entries(row))).toEqual([
    [
      ['id', '007'],
      ['name', 'Zoë'],
      ['__proto__', 'x'],
    ],
    [
      ['id', '25'],
      ['name', '東京'],
      ['__proto__', 'y'],
    ],
  ]);
  expect(parsed.dialect.delimiter).toBe(';');
  expect(parsed.problems).toEqual([]);
});

it('names a row that has too many cells instead of returning it', async () => {
  const parsed = await parseCsv(file('a,b\n1,2\n1,2,3\n'));
  expect(parsed.rows).toHaveLength(1);
  expect(parsed.problems).toMatchObject([{ code: 'too_many_cells', row: 2, line: 3 }]);
});

it.each([
  ['a file that is not there', () => join(folder, 'none.csv'), {}, FileProcessingError, 'CSV file not found'],
  ['an empty file', () => file(''), {}, FileProcessingError, 'CSV file is empty'],
  ['a header only', () => file('a,b\n'), {}, FileProcessingError, 'No valid data rows found'],
  [
    'a file beyond the limit',
    () => file('a\n1\n'),
    { maxFileSizeMb: 1e-6 },
    FileProcessingError,
    'CSV file too large',
  ],
  [
    'a wrong setting',
    () => file('a\n1\n'),
    { chunkSize: 0 },
    ConfigurationError,
    'Configuration validation failed',
  ],
  [
    'a path outside',
    () => file('a\n1\n'),
    { allowPathTraversal: false },
    SecurityError,
    'Path traversal detected',
  ],
  ['a system file', () => '/etc/hostname', {}, SecurityError, 'sensitive system directory'],
])('refuses %s', async (_name, path, options, type, text) => {
  const error: unknown = await parseCsv(path(), options).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(type);
  expect((error as Error).message).toContain(text);
});
