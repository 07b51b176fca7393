import { describe, expect, it } from 'vitest';
import { previewCsv } from '@/lib/csv/preview';
import { UniqueColumnFinder } from '@/lib/csv/unique-column';
import { ValueSet } from '@/lib/csv/value-set';
import { fileOf } from './csv-source';

const many = `id,name\n${Array.from({ length: 60 }, (_, index) => `${index},n`).join('\n')}\n`;

describe('previewCsv', () => {
  it('has the shape of the contract', async () => {
    expect(await previewCsv(fileOf('id;name\n1;Ada\n2\n'))).toEqual({
      dialect: {
        ...{ delimiter: ';', encoding: 'utf-8', quote: '"', newline: 'lf', bom: false, header_row: 1 },
        ...{
          skipped_lines: 0,
          encoding_source: 'utf8',
          encoding_confidence: null,
          encoding_alternatives: [],
        },
      },
      partial: false,
      headers: ['id', 'name'],
      columns: [
        { header: 'id', type: 'integer', format: null, filled_count: 2 },
        { header: 'name', type: 'string', format: null, filled_count: 1 },
      ],
      row_count: 2,
      rows: [
        ['1', 'Ada'],
        ['2', ''],
      ],
      unique_column: 'id',
      problems: [
        {
          code: 'too_few_cells',
          severity: 'warning',
          line: 3,
          row: 2,
          column: 2,
          message: 'Row 2 (line 3) has 1 of 2 cells; the missing ones are read as empty.',
          advice: 'Add what is missing, or leave it if those cells are meant to be empty.',
        },
      ],
      problem_count: 1,
      problem_groups: [
        {
          ...{
            code: 'too_few_cells',
            severity: 'warning',
            count: 1,
            first_row: 2,
            first_line: 3,
            first_column: 2,
          },
          message: '1 row: fewer cells than columns; the missing ones are read as empty',
          advice: 'Add what is missing, or leave it if those cells are meant to be empty.',
        },
      ],
    });
  });

  it('shows 10 rows, or as many as asked for, and counts all', async () => {
    expect((await previewCsv(fileOf(many))).rows).toHaveLength(10);
    const preview = await previewCsv(fileOf(many), { rows: 50, blockRows: 7 });
    expect(preview.rows).toHaveLength(50);
    expect(preview.row_count).toBe(60);
  });

  it.each([0, 51, 1.5, Number.NaN])('refuses to show %d rows', async (rows) => {
    await expect(previewCsv(fileOf(many), { rows })).rejects.toMatchObject({ code: 'preview_rows_invalid' });
  });

  it('lists the first 1000 problems and counts all', async () => {
    const preview = await previewCsv(fileOf(`a,b\n${'1\n'.repeat(1500)}`, [4096]), { delimiter: ',' });
    expect(preview.problems).toHaveLength(1000);
    expect(preview.problem_count).toBe(1500);
  });

  it('counts a million alike problems as one group', async () => {
    const preview = await previewCsv(fileOf(`a,b\n${'1\n'.repeat(30_000)}1,2,=3\n`), { delimiter: ',' });
    expect(preview.problem_groups).toMatchObject([
      { code: 'too_many_cells', severity: 'error', count: 1, message: '1 row: more cells than columns' },
      { code: 'too_few_cells', severity: 'warning', count: 30_000, first_row: 1, first_line: 2 },
    ]);
    expect(preview.problem_groups[1]?.message).toMatch(/^30,000 rows: /);
  });

  it('shows the beginning of a file without reading the rest', async () => {
    let read = 0;
    const endless = async function* () {
      const chunk = new TextEncoder().encode('1,é\n'.repeat(1000));
      yield new TextEncoder().encode('a,b\n');
      for (;;) {
        read += chunk.length;
        yield chunk;
      }
    };
    const preview = await previewCsv(endless, { firstBytes: 64 * 1024 + 2 });
    expect(preview).toMatchObject({ partial: true, headers: ['a', 'b'], problems: [] });
    expect(preview.row_count).toBe(Math.floor((64 * 1024 - 2) / 5));
    expect(read).toBeLessThan(100_000);
  });

  it('is whole when the file is shorter than the beginning that was asked for', async () => {
    expect(await previewCsv(fileOf('a\n1\n2'), { firstBytes: 1000 })).toMatchObject({
      ...{ partial: false, row_count: 2 },
    });
  });

  it('takes a chosen key and reports its duplicates', async () => {
    const preview = await previewCsv(fileOf('id,city\n1,Ulm\n2,Bonn\n3,Ulm\n'), { key: 'city' });
    expect(preview.unique_column).toBe('city');
    expect(preview.problems).toMatchObject([
      { code: 'duplicate_key', severity: 'warning', row: 3, line: 4, column: 2 },
    ]);
  });

  it('refuses a key that is no column', async () => {
    await expect(previewCsv(fileOf(many), { key: 'nope' })).rejects.toMatchObject({
      code: 'key_column_unknown',
    });
  });
});

describe('unique column', () => {
  it.each([
    ['a named one before an earlier other', 'n,email\n1,a\n2,b\n', 'email'],
    ['id before email', 'email,id\na,1\nb,2\n', 'id'],
    ['not a named one with duplicates', 'id,n\n1,a\n1,b\n', 'n'],
    ['the first that differs', 'x,y,z\n1,a,p\n1,b,q\n', 'y'],
    ['none when all repeat', 'x,y\n1,a\n1,a\n', null],
    ['not one with a blank cell', 'id,n\n1,a\n,b\n', 'n'],
    ['one that is named like a property of objects', '__proto__,x\n1,a\n2,a\n', '__proto__'],
  ])('%s', async (_, content, column) => {
    expect((await previewCsv(fileOf(content))).unique_column).toBe(column);
  });

  it('is judged over the whole file', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `${index},${index}`);
    const content = `id,other\n${rows.join('\n')}\n7,20000\n`;
    expect((await previewCsv(fileOf(content))).unique_column).toBe('other');
  });
});

describe('ValueSet', () => {
  it('knows what it has seen, also after growing', () => {
    const set = new ValueSet();
    const values = Array.from({ length: 200_000 }, (_, index) => `user-${index}@example.org`);
    expect(values.filter((value) => set.add(value))).toHaveLength(values.length);
    expect(values.filter((value) => set.add(value))).toHaveLength(0);
  });

  it.each<[order: string, of: (index: number) => number]>([
    ['ascending', (index) => index],
    ['descending', (index) => 5000 - index],
    ['mixed', (index) => (index * 7919) % 5003],
  ])('refuses what it has seen in %s values', (_, of) => {
    const set = new ValueSet();
    const seen = new Set<string>();
    for (let index = 0; index < 5000; index += 1) {
      for (const value of [String(of(index)), String(of(index >> 1)), 'é'.repeat(of(index) % 9)]) {
        expect(set.add(value)).toBe(!seen.has(value));
        seen.add(value);
      }
    }
  });
});

describe('UniqueColumnFinder', () => {
  it('finds nothing without columns', () => {
    expect(new UniqueColumnFinder([]).result()).toBeNull();
  });
});
