import { unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import { expect, it } from 'vitest';
import type { SheetValue } from '@/lib/xlsx/cell';
import { type WorkbookInput, writeWorkbook } from '@/lib/xlsx/write-workbook';

type Rows = readonly (readonly SheetValue[])[];

async function* pagesOf(rows: Rows, size: number): AsyncGenerator<Rows> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}

async function write(
  headers: readonly string[],
  rows: Rows,
  options: Partial<Pick<WorkbookInput, 'maxRows' | 'sheetRows'>> & { pageSize?: number } = {},
): Promise<Buffer> {
  const { pageSize = 3, ...rest } = options;
  const columns = headers.map((header) => ({ header }));
  const chunks: Uint8Array[] = [];
  const input = { columns, maxRows: rows.length, pages: pagesOf(rows, pageSize), ...rest };
  for await (const chunk of writeWorkbook(input)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function partOf(workbook: Buffer, path: string): string {
  const part = unzipSync(workbook)[path];
  if (!part) throw new Error(`${path} is not in the workbook`);
  return Buffer.from(part).toString('utf8');
}

it('keeps texts as texts, numbers as numbers, truth as truth and times as times', async () => {
  const at = new Date('2026-11-25T08:30:00.000Z');
  const workbook = await write(['order', 'total', 'paid', 'at'], [['00123', 12.5, true, at]]);
  const [sheet] = await readWorkbook(workbook);
  expect(sheet?.data).toEqual([
    ['order', 'total', 'paid', 'at'],
    ['00123', 12.5, true, at],
  ]);
});

it('never writes a formula, whatever a cell begins with', async () => {
  const cells = ['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1', '=HYPERLINK("http://a","b")'];
  const workbook = await write(
    ['cell'],
    cells.map((cell) => [cell]),
  );
  expect(partOf(workbook, 'xl/worksheets/sheet1.xml')).not.toContain('<f');
  expect(partOf(workbook, 'xl/worksheets/sheet1.xml').match(/t="inlineStr"/g)).toHaveLength(cells.length + 1);
});

it('writes what XML cannot hold in the notation of the format, and nothing of it is markup', async () => {
  const cells = ['a<b> & "c"', 'bell\u0007', 'lone \ud800', 'line\r\nend', 'looks like _x0041_', '\ufffe'];
  const workbook = await write(
    ['<script>'],
    cells.map((cell) => [cell]),
  );
  const xml = partOf(workbook, 'xl/worksheets/sheet1.xml');
  const texts = [...xml.matchAll(/<t xml:space="preserve">([^<]*)<\/t>/g)].map((match) => match[1]);
  expect(texts).toEqual([
    '&lt;script&gt;',
    'a&lt;b&gt; &amp; &quot;c&quot;',
    'bell_x0007_',
    'lone \ufffd',
    'line_x000D_\nend',
    'looks like _x005F_x0041_',
    '_xFFFE_',
  ]);
});

it('goes on in a second sheet when the first is full, each with the header and no row twice', async () => {
  const rows = Array.from({ length: 10 }, (_, i) => [i]);
  const workbook = await write(['n'], rows, { sheetRows: 5, pageSize: 3 });
  const sheets = await readWorkbook(workbook);
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['Results', 'Results 2', 'Results 3']);
  expect(sheets.map(({ data }) => data[0])).toEqual([['n'], ['n'], ['n']]);
  expect(sheets.flatMap(({ data }) => data.slice(1))).toEqual(rows);
});

it('writes a header alone when there is no row', async () => {
  const [sheet] = await readWorkbook(await write(['order', 'total'], []));
  expect(sheet?.data).toEqual([['order', 'total']]);
});

it('freezes the header and gives columns the width of their longest text, within bounds', async () => {
  const workbook = await write(['id', 'a longer header', 'note'], [['1', 'x', 'y'.repeat(500)]]);
  const xml = partOf(workbook, 'xl/worksheets/sheet1.xml');
  expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
  expect([...xml.matchAll(/ width="(\d+)"/g)].map((match) => Number(match[1]))).toEqual([8, 17, 60]);
});

it('links a cell to its address', async () => {
  const href = 'https://furrow.example/batches/1/rows/2?a=1&b=2';
  const workbook = await write(['row'], [['plain'], [{ text: 'Row 2', href }]]);
  expect(partOf(workbook, 'xl/worksheets/sheet1.xml')).toContain('<hyperlink ref="A3" r:id="rId1"/>');
  expect(partOf(workbook, 'xl/worksheets/_rels/sheet1.xml.rels')).toContain(
    'Target="https://furrow.example/batches/1/rows/2?a=1&amp;b=2" TargetMode="External"',
  );
});

it('cuts a text that no spreadsheet would keep, and shows that it did', async () => {
  const [sheet] = await readWorkbook(await write(['long'], [['x'.repeat(40_000)]]));
  const cell = String(sheet?.data[1]?.[0]);
  expect(cell).toHaveLength(32_767);
  expect(cell.endsWith('…')).toBe(true);
});

it('ends with the error of its source, and does not hang', async () => {
  async function* broken(): AsyncGenerator<Rows> {
    yield [['1']];
    throw new Error('the database went away');
  }
  const input = { columns: [{ header: 'n' }], maxRows: 2, pages: broken() };
  const reading = (async () => {
    for await (const _chunk of writeWorkbook(input));
  })();
  await expect(reading).rejects.toThrow('the database went away');
});

it('closes its source when the reader goes away', async () => {
  let isClosed = false;
  async function* endless(): AsyncGenerator<Rows> {
    try {
      for (;;) yield Array.from({ length: 1000 }, () => ['x'.repeat(100)]);
    } finally {
      isClosed = true;
    }
  }
  const input = { columns: [{ header: 'n' }], maxRows: 1_000_000, pages: endless() };
  let size = 0;
  for await (const chunk of writeWorkbook(input)) {
    size += chunk.byteLength;
    if (size > 20_000) break;
  }
  expect(isClosed).toBe(true);
});
