import { describe, expect, it } from 'vitest';
import { codes, fileOf, readAll } from './csv-source';

const rowsOf = async (content: string, options = {}) => {
  const table = await readAll(fileOf(content, [3]), options);
  return [table.headers, ...table.rows.map((row) => row.cells)];
};

describe('the chosen header row', () => {
  const titled = 'Report "Q1\n"open\r\n\r\na,b\r1,"x\ny"\n2,z\n';

  it('skips what stands above, an open quote too, and keeps the line numbers', async () => {
    const table = await readAll(fileOf(titled, [1]), { headerRow: 4 });
    expect(table.headers).toEqual(['a', 'b']);
    expect(table.rows.map((row) => [row.lineNumber, ...row.cells])).toEqual([
      [5, '1', 'x\ny'],
      [7, '2', 'z'],
    ]);
    expect(table.dialect).toMatchObject({ headerRow: 4, skippedLines: 3 });
    expect(table.problems).toEqual([]);
  });

  it('is taken as it is when it is the first line of a file with a title', async () => {
    expect(await rowsOf('Customers\n\nname,city\nAda,Ulm\n', { headerRow: 1 })).toEqual([
      ['Customers'],
      ['name,city'],
      ['Ada,Ulm'],
    ]);
  });

  it('keeps the separator that the first line tells', async () => {
    expect(await rowsOf('sep=|\na,x|b,y\n1,1|2,2\n', { headerRow: 2 })).toEqual([
      ['a,x', 'b,y'],
      ['1,1', '2,2'],
    ]);
  });

  it('below the end of the file is an error that says how long it is', async () => {
    await expect(readAll(fileOf('a\n1\n'), { headerRow: 9 })).rejects.toMatchObject({
      code: 'header_row_missing',
      details: { headerRow: 9, lines: 2 },
    });
  });

  it('that is blank names no column', async () => {
    expect(codes(await readAll(fileOf('a\n\n1\n'), { headerRow: 2 }))).toEqual(['headers_blank']);
  });
});

describe('skipped titles', () => {
  it('are a warning that names their lines', async () => {
    const { problems, dialect } = await readAll(fileOf('Orders\nof May\n\nid;name\n1;Ada\n'));
    expect(problems).toMatchObject([{ code: 'title_lines_skipped', severity: 'warning', line: 1 }]);
    expect(problems[0]?.message).toContain('lines 1, 2');
    expect(dialect).toMatchObject({ headerRow: 4, skippedLines: 3 });
  });
});

describe('the chosen quote', () => {
  it.each([
    ['"', "'1'"],
    ["'", '1'],
    ['none', "'1'"],
    ['', "'1'"],
  ])('%s', async (quote, first) => {
    expect((await rowsOf("id,n\n'1',x\n", { quote }))[1]).toEqual([first, 'x']);
  });

  it('none leaves every quote in its cell', async () => {
    expect(await rowsOf('a,b\n"1,2"\n"3,4\n', { quote: 'none' })).toEqual([
      ['a', 'b'],
      ['"1', '2"'],
      ['"3', '4'],
    ]);
  });

  it.each([
    [{ quote: ',', delimiter: ',' }],
    [{ quote: 'ab' }],
    [{ quote: '\n' }],
    [{ headerRow: 0 }],
    [{ headerRow: 1.5 }],
  ])('%j is refused', async (options) => {
    await expect(rowsOf('a,b\n1,2\n', options)).rejects.toMatchObject({ name: 'ConfigurationError' });
  });
});

describe('the beginning of a file', () => {
  it.each([
    ['a cut row', 'a,b\n1,2\n3,'],
    ['an open quote', 'a,b\n1,2\n3,"x\ny'],
  ])('ends before %s', async (_, content) => {
    const table = await readAll(fileOf(content), { isPartial: true });
    expect(table.rows.map((row) => row.cells)).toEqual([['1', '2']]);
    expect(table.problems).toEqual([]);
  });

  it('may cut a letter in two', async () => {
    const bytes = new TextEncoder().encode('a,b\n1,é').subarray(0, -1);
    const table = await readAll(fileOf(bytes), { isPartial: true });
    expect(table.dialect).toMatchObject({ encoding: 'utf-8', encodingSource: 'utf8' });
    await expect(readAll(fileOf(bytes))).resolves.toMatchObject({ dialect: { encodingSource: 'guessed' } });
  });

  it('may hold no row', async () => {
    expect(await readAll(fileOf('a,b\n1'), { isPartial: true })).toMatchObject({
      headers: ['a', 'b'],
      rows: [],
    });
  });
});
