import { describe, expect, it } from 'vitest';
import { readRows } from '@/lib/csv/read-rows';
import { ConfigurationError, FileProcessingError } from '@/lib/domain/errors';
import { startCpuClock } from '@/tests/support/cpu-clock';
import { codes, fileOf, readAll } from './csv-source';

const latin1 = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const cells = (table: { rows: { cells: string[] }[] }) => table.rows.map((row) => row.cells);

describe('messages that users of the reference match on', () => {
  it.each([
    ['', 'CSV file is empty'],
    [' \n', 'CSV file contains no data'],
    ['a,b\n', 'No valid data rows found'],
    ['PK\u0003\u0004xl/', 'Invalid CSV format: this is an Excel workbook'],
    ['a,"b\n1,2\n', 'Failed to parse CSV file'],
  ])('%j', async (content, message) => {
    await expect(readRows(fileOf(content))).rejects.toThrow(FileProcessingError);
    await expect(readRows(fileOf(content))).rejects.toThrow(message);
  });

  it('says that a file is too large', async () => {
    const read = readAll(fileOf('a,b\n1,2\n'), { limits: { bytes: 1 } });
    await expect(read).rejects.toMatchObject({
      code: 'file_too_large',
      message: expect.stringContaining('CSV file too large'),
    });
  });
});

describe('encoding', () => {
  it('is right when the first byte beyond UTF-8 comes after a megabyte', async () => {
    const content = latin1(`id;stadt\n${'1;Ulm\n'.repeat(200_000)}2;M\u00fcnchen\n3;K\u00f6ln\n`);
    const table = await readAll(fileOf(content));
    expect(table.dialect.encoding).toBe('windows-1252');
    expect(cells(table).slice(-2)).toEqual([
      ['2', 'München'],
      ['3', 'Köln'],
    ]);
    expect(codes(table)).toEqual(['encoding_guessed']);
  });

  it('names the byte that does not fit a chosen encoding', async () => {
    const start = `a,b\n${'1,x\n'.repeat(100_000)}`;
    const read = readAll(fileOf(latin1(`${start}2,\u00e9\n`), [1000]), { encoding: 'utf-8' });
    await expect(read).rejects.toMatchObject({
      code: 'encoding_invalid',
      message: expect.stringMatching(/^Invalid file encoding/),
      details: { byteOffset: start.length + 2 },
    });
  });

  it('names the byte for an encoding that only iconv-lite knows', async () => {
    const bytes = Uint8Array.from([...latin1('a,b\n1,'), 0xff, 0x0a]);
    const read = readAll(fileOf(bytes), { encoding: 'cp864' });
    await expect(read).rejects.toMatchObject({ code: 'encoding_invalid', details: { byteOffset: 6 } });
  });

  it('refuses a name it does not know', async () => {
    await expect(readRows(fileOf('a\n1\n'), { encoding: 'klingon' })).rejects.toMatchObject({
      code: 'encoding_unknown',
    });
  });
});

describe('limits', () => {
  it('stops at the row limit', async () => {
    const content = `id\n${'1\n'.repeat(10)}`;
    await expect(readAll(fileOf(content), { limits: { rows: 9 }, blockRows: 3 })).rejects.toMatchObject({
      code: 'too_many_rows',
    });
    expect((await readAll(fileOf(content), { limits: { rows: 10 } })).rows).toHaveLength(10);
  });

  it('excludes a row with a cell that is too long and reads on', async () => {
    const content = `id,n\n1,"${'x'.repeat(5000)}"\n2,ok\n`;
    const table = await readAll(fileOf(content, [100]), { limits: { cellLength: 1000 } });
    expect(cells(table)).toEqual([
      ['', ''],
      ['2', 'ok'],
    ]);
    expect(table.problems).toMatchObject([
      { code: 'cell_too_long', severity: 'error', row: 1, line: 2, column: 2 },
    ]);
    expect(table.rows.map((row) => row.problem)).toEqual(['cell_too_long', null]);
  });

  it('excludes a row with too many cells and reads on', async () => {
    const content = `a,b\n${'x,'.repeat(2000)}\n2,ok\n`;
    for (const size of [10, 100_000]) {
      const table = await readAll(fileOf(content, [size]));
      expect(table.rows.map((row) => row.problem)).toEqual(['too_many_columns', null]);
    }
  });

  it('refuses a header with too many columns', async () => {
    const header = Array.from({ length: 1001 }, (_, index) => `c${index}`).join(',');
    await expect(readRows(fileOf(`${header}\n1\n`))).rejects.toMatchObject({ code: 'too_many_columns' });
  });

  it.each(['', ',,', '"', '\n', '😀'])('refuses %j as delimiter', async (delimiter) => {
    await expect(readRows(fileOf('a\n1\n'), { delimiter })).rejects.toThrow(ConfigurationError);
  });
});

describe('blocks', () => {
  const thousand = `id,n\n${Array.from({ length: 1000 }, (_, index) => `${index},Zeile ${index}`).join('\n')}`;

  it('hold at most blockRows rows, in order', async () => {
    const table = await readAll(fileOf(thousand), { blockRows: 300 });
    expect(Math.max(...table.blockSizes)).toBeLessThanOrEqual(300);
    expect(table.rows.map((row) => row.rowIndex)).toEqual(Array.from({ length: 1000 }, (_, index) => index));
    expect(cells(table).at(0)).toEqual(['0', 'Zeile 0']);
    expect(cells(table).at(-1)).toEqual(['999', 'Zeile 999']);
  });

  it('read no further than the consumer asks, and close the source when it stops', async () => {
    let delivered = 0;
    let closedCount = 0;
    const source = async function* () {
      try {
        yield new TextEncoder().encode('id,n\n');
        for (; delivered < 10_000; delivered += 1)
          yield new TextEncoder().encode(`${delivered},${'x'.repeat(1000)}\n`);
      } finally {
        closedCount += 1;
      }
    };
    // Opened twice: for its first bytes, then to be read.
    const { blocks } = await readRows(source, { encoding: 'utf-8', blockRows: 10 });
    delivered = 0;
    const closedBefore = closedCount;
    for await (const block of blocks) {
      expect(block.rows.length).toBeGreaterThan(0);
      break;
    }
    expect(delivered).toBeLessThan(100);
    expect(closedCount).toBe(closedBefore + 1);
  });

  it('tell how many bytes were read', async () => {
    const { blocks } = await readRows(fileOf(thousand, [1024]));
    let bytesRead = 0;
    for await (const block of blocks) bytesRead = block.bytesRead;
    expect(bytesRead).toBe(thousand.length);
  });
});

describe('hostile files take linear time', () => {
  const started = async (content: string) => {
    const cpuMs = startCpuClock();
    const table = await readAll(fileOf(content));
    return { table, ms: cpuMs() };
  };

  it.each([
    ['a quote that never closes', (size: number) => `a,b\n1,2\n1,"${'x,y\n'.repeat(size / 4)}`],
    ['a quote in every line', (size: number) => `a,b\n1,2\n${'1,"a\n'.repeat(size / 5)}`],
    ['one giant line', (size: number) => `a,b\n1,2\n${'x'.repeat(size)}`],
  ])('%s', async (_, make) => {
    await started(make(1_000_000));
    const small = await started(make(4_000_000));
    const large = await started(make(16_000_000));
    // Four times the size: quadratic reading would take sixteen times as long.
    expect(large.ms).toBeLessThan(small.ms * 10 + 200);
    expect(large.table.rows[0]?.cells).toEqual(['1', '2']);
    expect(large.table.problems.some((problem) => problem.severity === 'error')).toBe(true);
  });
});
