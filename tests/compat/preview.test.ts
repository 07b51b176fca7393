import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PreviewOptions, parseCsv, previewCsv, ValidationError } from '@/sdk/index';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'furrow-preview-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function preview(content: string, options?: PreviewOptions) {
  const path = join(folder, 'rows.csv');
  writeFileSync(path, content);
  return previewCsv(path, options);
}

const uniqueColumn = async (content: string) => (await preview(content)).uniqueColumn;

it('the key column is found by name first, in the order of the known names', async () => {
  expect(await uniqueColumn('name,email,id\na,a@x.org,1\nb,b@x.org,2\n')).toBe('id');
  expect(await uniqueColumn('name,user,email\na,u1,a@x.org\nb,u2,b@x.org\n')).toBe('email');
});

it('every name that users of the reference give their key is known', async () => {
  const names = ['id', 'ID', 'Id', 'email', 'email_address', 'emailAddress', 'uuid', 'user_id', 'username'];
  for (const name of [...names, 'user']) {
    expect.soft(await uniqueColumn(`other,${name}\na,1\nb,2\n`)).toBe(name);
  }
});

it('a known name counts only when its values are different over the whole file', async () => {
  const rows = Array.from({ length: 100 }, (_, i) => `${i},u${i}\n`).join('');
  expect(await uniqueColumn(`id,user\n${rows}5,u100\n`)).toBe('user');
});

it('without a known name the first column of different values is the key', async () => {
  expect(await uniqueColumn('country,order\nFR,1\nFR,2\n')).toBe('order');
});

it('a file without a column of different values has no key', async () => {
  expect(await uniqueColumn('a,b\n1,1\n1,1\n')).toBeNull();
});

it("a person's choice of the key wins, and its duplicates are told", async () => {
  const shown = await preview('id,country\n1,FR\n2,FR\n', { key: 'country' });
  expect(shown.uniqueColumn).toBe('country');
  expect(shown.problems).toMatchObject([{ code: 'duplicate_key', row: 2, line: 3 }]);
  expect(shown.status).toBe('warnings');
  await expect(preview('id\n1\n', { key: 'none' })).rejects.toThrow(ValidationError);
});

it('10 rows are shown unless 1 to 50 are asked for', async () => {
  const content = `id\n${Array.from({ length: 80 }, (_, i) => i).join('\n')}\n`;
  const shown = await preview(content);
  expect(shown.rows).toHaveLength(10);
  expect(shown).toMatchObject({ status: 'ok', headers: ['id'], headerChoices: ['id'], rowCount: 80 });
  expect((await preview(content, { n: 50 })).rows).toHaveLength(50);
  expect((await preview(content, { n: 1 })).rows).toEqual([['0']]);
  for (const n of [0, 51, 1.5]) await expect(preview(content, { n })).rejects.toThrow(ValidationError);
});

it('what is shown of a file is how the whole of it is read', async () => {
  const shown = await preview('id;name\n1;"a;b"\n');
  const whole = await parseCsv(join(folder, 'rows.csv'));
  expect(whole).toMatchObject({ headers: shown.headers, dialect: { delimiter: ';', encoding: 'utf-8' } });
  expect(whole.rows.map((row) => Object.values(row))).toEqual(shown.rows);
  expect(shown.dialect).toMatchObject({ delimiter: ';', encoding: 'utf-8', hasBom: false, headerRow: 1 });
  expect(shown.rows).toEqual([['1', 'a;b']]);
});
