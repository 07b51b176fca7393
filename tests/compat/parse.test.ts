import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FileProcessingError, type ParseCsvOptions, parseCsv } from '@/sdk/index';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'furrow-parse-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(content: string | Uint8Array): string {
  const path = join(folder, 'rows.csv');
  writeFileSync(path, content);
  return path;
}

async function refusal(content: string, options?: ParseCsvOptions): Promise<unknown> {
  return parseCsv(file(content), options).catch((error: unknown) => error);
}

function expectRefused(error: unknown, message: string, code: string): void {
  expect(error).toBeInstanceOf(FileProcessingError);
  expect((error as FileProcessingError).message).toContain(message);
  expect((error as FileProcessingError).code).toBe(code);
}

it('two rows become two dictionaries of texts', async () => {
  const { rows } = await parseCsv(file('name,age\nAda,25\nGrace, 007\n'));
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { name: 'Ada', age: '25' },
    { name: 'Grace', age: ' 007' },
  ]);
});

it('a row of commas only is dropped, and lines keep their numbers', async () => {
  const { rows, problems } = await parseCsv(file('a,b,c\n1,2,3\n,,\n4,5,6,7\n8,9,10\n'));
  expect(rows).toHaveLength(2);
  expect(problems).toMatchObject([{ code: 'too_many_cells', row: 2, line: 4 }]);
});

it('a missing path is told', async () => {
  const error: unknown = await parseCsv(join(folder, 'none.csv')).catch((caught: unknown) => caught);
  expectRefused(error, 'CSV file not found', 'file_not_found');
});

it('0 bytes are told', async () => {
  expectRefused(await refusal(''), 'CSV file is empty', 'file_empty');
});

it('a header without rows is told', async () => {
  expectRefused(await refusal('a,b\n'), 'No valid data rows found', 'no_data_rows');
});

it('accents and CJK arrive as they are', async () => {
  const { rows } = await parseCsv(file('name,city\nJosé Ñandú,São Paulo\n山田太郎,東京\n김철수,서울\n'));
  expect(rows.map((row) => Object.values(row))).toEqual([
    ['José Ñandú', 'São Paulo'],
    ['山田太郎', '東京'],
    ['김철수', '서울'],
  ]);
});

it('1,000 rows without a trailing newline: the first and the last are exact', async () => {
  const lines = Array.from({ length: 1000 }, (_, i) => `${i + 1},user${i + 1}`);
  const { rows } = await parseCsv(file(`id,name\n${lines.join('\n')}`));
  expect(rows).toHaveLength(1000);
  expect({ ...rows[0] }).toEqual({ id: '1', name: 'user1' });
  expect({ ...rows[999] }).toEqual({ id: '1000', name: 'user1000' });
});

it('semicolons are found', async () => {
  const { rows, dialect } = await parseCsv(file('name;price\nTea;1,50\nMilk;0,99\n'));
  expect(dialect.delimiter).toBe(';');
  expect({ ...rows[0] }).toEqual({ name: 'Tea', price: '1,50' });
});

it('a limit of 0.000001 MB refuses the file', async () => {
  expectRefused(await refusal('a,b\n1,2\n', { maxFileSizeMb: 1e-6 }), 'CSV file too large', 'file_too_large');
});

it('a file with pipes has its columns', async () => {
  const { headers, rows } = await parseCsv(file('id|name|note\n1|Ada|a, b\n2|Grace|c\n'));
  expect(headers).toEqual(['id', 'name', 'note']);
  expect({ ...rows[0] }).toEqual({ id: '1', name: 'Ada', note: 'a, b' });
});

it('a short last row has empty cells and a warning, a long one is an error with its line', async () => {
  const short = await parseCsv(file('a,b,c\n1,2,3\n4,5\n'));
  expect({ ...short.rows[1] }).toEqual({ a: '4', b: '5', c: '' });
  expect(short.problems).toMatchObject([{ code: 'too_few_cells', severity: 'warning', line: 3 }]);
  const long = await parseCsv(file('a,b\n1,2\n3,4,5\n'));
  expect(long.rows).toHaveLength(1);
  expect(long.problems).toMatchObject([{ code: 'too_many_cells', severity: 'error', line: 3 }]);
});

it('blank content is told', async () => {
  expectRefused(await refusal('  \n\n \n'), 'CSV file contains no data', 'file_blank');
});

it('a byte order mark is no part of the first header', async () => {
  for (const bytes of [
    Buffer.from('\uFEFFid,name\n1,Ada\n'),
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('id,name\n1,Ada\n', 'utf16le')]),
  ]) {
    const { headers, dialect, rows } = await parseCsv(file(bytes));
    expect(headers).toEqual(['id', 'name']);
    expect(dialect.bom).toBe(true);
    expect({ ...rows[0] }).toEqual({ id: '1', name: 'Ada' });
  }
});

it('one column is a right answer', async () => {
  const { headers, rows } = await parseCsv(file('email\nann.lee@example.com\nbob.ray@example.com\n'));
  expect(headers).toEqual(['email']);
  expect(rows.map((row) => row.email)).toEqual(['ann.lee@example.com', 'bob.ray@example.com']);
});

it('duplicate and blank headers are named with their column, or made unique on request', async () => {
  const path = file('email,name, ,email\na,b,c,d\n');
  const { problems } = await parseCsv(path);
  const errors = problems.filter((problem) => problem.severity === 'error');
  expect(errors.map((problem) => problem.column).sort()).toEqual([3, 4]);
  const { headers, problems: others } = await parseCsv(path, { validateHeaders: false });
  expect(headers).toEqual(['email', 'name', 'column_3', 'email_2']);
  expect(others.filter((problem) => problem.severity === 'error')).toEqual([]);
});

it('a header without any name is an error with its line', async () => {
  const path = file(' ,, \n1,2,3\n');
  const { problems } = await parseCsv(path);
  expect(problems).toMatchObject([{ code: 'headers_blank', severity: 'error', line: 1, column: 1 }]);
  const { headers } = await parseCsv(path, { validateHeaders: false });
  expect(headers).toEqual(['column_1', 'column_2', 'column_3']);
});

it('the fallback delimiter is used when detection is undecided', async () => {
  const path = file('a~b\n1~2\n');
  const { headers, rows } = await parseCsv(path, { delimiterFallback: '~' });
  expect(headers).toEqual(['a', 'b']);
  expect({ ...rows[0] }).toEqual({ a: '1', b: '2' });
  expect((await parseCsv(path)).headers).toEqual(['a~b']);
});

it('an unclosed quote is told with the line where it opened', async () => {
  const { problems } = await parseCsv(file('a,b\n1,2\n3,"4\n5,6\n'));
  expect(problems).toContainEqual(
    expect.objectContaining({ code: 'unclosed_quote', severity: 'error', line: 3 }),
  );
});

it('a chosen encoding binds, and a byte that does not fit is told with its offset', async () => {
  const bytes = Buffer.concat([Buffer.from('name\nJos'), Buffer.from([0xe9]), Buffer.from('\n')]);
  const error = await parseCsv(file(bytes), { encoding: 'utf-8' }).catch((caught: unknown) => caught);
  expectRefused(error, 'Invalid file encoding', 'encoding_invalid');
  expect((error as Error).message).toContain('offset 8');
  const { rows } = await parseCsv(file(bytes));
  expect(rows[0]?.name).toBe('José');
});

it('a byte order mark wins over a chosen encoding', async () => {
  const { rows, dialect } = await parseCsv(file('\uFEFFname\nJosé\n'), { encoding: 'windows-1252' });
  expect(dialect).toMatchObject({ encoding: 'utf-8', encodingSource: 'bom' });
  expect(rows[0]?.name).toBe('José');
});

it('blank rows can be kept', async () => {
  const { rows } = await parseCsv(file('a,b\n1,2\n , \n3,4\n'), { skipEmptyRows: false });
  expect(rows).toHaveLength(3);
  expect((await parseCsv(file('a,b\n1,2\n , \n3,4\n'))).rows).toHaveLength(2);
});

it('a workbook, an archive or a picture is refused with what to do', async () => {
  const workbook = Buffer.concat([
    Buffer.from('PK\u0003\u0004'),
    Buffer.alloc(60),
    Buffer.from('xl/workbook.xml'),
  ]);
  const error = await parseCsv(file(workbook)).catch((caught: unknown) => caught);
  expectRefused(error, 'Invalid CSV format', 'file_not_csv');
});
