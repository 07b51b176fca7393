import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteUpload } from '@/lib/services/uploads/delete-upload';
import { getUpload } from '@/lib/services/uploads/find-upload';
import { listUploadProblems, listUploadRows } from '@/lib/services/uploads/list-rows';
import { previewUpload } from '@/lib/services/uploads/preview-upload';
import { readUpload } from '@/lib/services/uploads/read-upload';
import { appendChunk, createChunkedUpload } from '@/lib/services/uploads/receive-chunks';
import { receiveUpload } from '@/lib/services/uploads/receive-upload';
import { rereadUpload } from '@/lib/services/uploads/reread-upload';
import { bodyOf, openServiceContext, type ServiceContext } from '@/tests/support/service-context';

let test: ServiceContext;

beforeAll(async () => {
  test = await openServiceContext();
});

afterAll(() => test.close());

async function upload(csv: string | Uint8Array, filename = 'orders.csv') {
  const received = await receiveUpload(test.context, { filename, body: bodyOf(csv, 7) });
  await readUpload(test.context, { uploadId: received.id });
  return getUpload(test.context, { uploadId: received.id });
}

async function rowsOf(uploadId: string) {
  return (await listUploadRows(test.context, { uploadId, limit: 1000 })).items;
}

describe('reading a file into rows', () => {
  it('keeps what the columns hold, the key and the problems by kind', async () => {
    const rows = Array.from({ length: 300 }, (_, n) => `K${n};${n % 7},50;0${(n % 9) + 1}.01.2026`);
    const read = await upload(`nr;price;day\n${rows.join('\n')}\n${'x\n'.repeat(20)}y;1;01.01.2026;é!\n`);
    expect(read).toMatchObject({
      columns: [
        { header: 'nr', type: 'string', format: null, filled_count: 320 },
        { header: 'price', type: 'number', format: 'decimal comma', filled_count: 300 },
        { header: 'day', type: 'date', format: 'dd.MM.yyyy', filled_count: 300 },
      ],
      keyColumn: null,
      problemCount: 21,
      problemGroups: [
        { code: 'too_many_cells', severity: 'error', count: 1, first_row: 321, first_line: 322 },
        { code: 'too_few_cells', severity: 'warning', count: 20, first_row: 301 },
      ],
    });
    const { items } = await listUploadProblems(test.context, { uploadId: read.id, limit: 1000 });
    expect(items.at(-1)).toMatchObject({ code: 'too_many_cells', value: 'é!', advice: expect.any(String) });
    expect((await upload('a,b\n1,x\n1,y\n')).keyColumn).toBe('b');
  });

  it('reads it again with another quote and header row', async () => {
    const read = await upload("one,two\n'a,b',c\n'd,e',f\n");
    await rereadUpload(test.context, { uploadId: read.id, readOptions: { quote: 'none', headerRow: 2 } });
    await readUpload(test.context, { uploadId: read.id });
    const again = await getUpload(test.context, { uploadId: read.id });
    expect(again).toMatchObject({
      headers: ["'a", "b'", 'c'],
      rowCount: 1,
      dialect: { quote: '', headerRow: 2 },
    });
    expect((await rowsOf(read.id)).map((row) => row.cells)).toEqual([["'d", "e'", 'f']]);
    const preview = await previewUpload(test.context, { uploadId: read.id, quote: "'", headerRow: 1 });
    expect(preview).toMatchObject({
      headers: ['one', 'two'],
      rows: [
        ['a,b', 'c'],
        ['d,e', 'f'],
      ],
    });
  });

  it('keeps every cell exactly, whatever it contains', async () => {
    const cells = [
      'plain',
      '',
      '"quoted"',
      'back\\slash\\n',
      'tab\there',
      'two\nlines',
      '{a,b}',
      'NULL',
      '\\N',
      'Zoë 東京 🚜',
      "it's",
      '  spaces  ',
    ];
    const csv = `${cells.map((_, i) => `c${i}`).join(',')}\n${cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')}\n`;
    const read = await upload(csv);
    expect(read).toMatchObject({ state: 'ready', rowCount: 1, problemCount: 0, rejectCode: null });
    expect((await rowsOf(read.id)).map((row) => row.cells)).toEqual([cells]);
  });

  it('notes size, hash, line numbers, empty rows and unusable rows', async () => {
    const csv = 'a;b\n1;2\n;\n3;4;5\n6\n';
    const read = await upload(csv);
    expect(read).toMatchObject({ rowCount: 3, emptyCount: 1, invalidCount: 1, headers: ['a', 'b'] });
    expect(Number(read.size)).toBe(csv.length);
    expect(read.sha256).toBe(createHash('sha256').update(csv).digest('hex'));
    const rows = await rowsOf(read.id);
    expect(rows.map((row) => [row.rowIndex, row.lineNumber, row.problem])).toEqual([
      [0, 2, null],
      [1, 4, 'too_many_cells'],
      [2, 5, null],
    ]);
    const { items } = await listUploadProblems(test.context, { uploadId: read.id });
    expect(items.map((problem) => [problem.severity, problem.lineNumber])).toEqual([
      ['error', 4],
      ['warning', 5],
    ]);
  });

  it('starts over cleanly when it is asked to read again', async () => {
    const read = await upload('a\n1\n2\n');
    await test.context.db.prisma.upload.update({ where: { id: read.id }, data: { state: 'reading' } });
    await readUpload(test.context, { uploadId: read.id });
    expect((await rowsOf(read.id)).map((row) => row.cells[0])).toEqual(['1', '2']);
  });

  it('reads again with another delimiter when told so, and previews the same', async () => {
    const read = await upload('a|b;c|d\n1|2;3|4\n');
    expect((await previewUpload(test.context, { uploadId: read.id, delimiter: ';' })).headers).toEqual([
      'a|b',
      'c|d',
    ]);
    await rereadUpload(test.context, { uploadId: read.id, readOptions: { delimiter: ';' } });
    await readUpload(test.context, { uploadId: read.id });
    expect((await getUpload(test.context, { uploadId: read.id })).headers).toEqual(['a|b', 'c|d']);
    expect((await rowsOf(read.id))[0]?.cells).toEqual(['1|2', '3|4']);
  });

  it('pages rows by cursor', async () => {
    const read = await upload(`n\n${Array.from({ length: 25 }, (_, i) => i).join('\n')}\n`);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listUploadRows(test.context, { uploadId: read.id, limit: 10, cursor });
      seen.push(...page.items.map((row) => row.cells[0] ?? ''));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => String(i)));
  });
});

describe('files that are no table', () => {
  it.each([
    ['header only', 'a,b\n', 'no_data_rows', 'No valid data rows found'],
    ['blank', '\n \n\n', 'file_blank', 'CSV file contains no data'],
  ])('%s: is rejected with its reason', async (_name, csv, code, text) => {
    const read = await upload(csv);
    expect(read).toMatchObject({ state: 'rejected', rejectCode: code });
    expect(read.rejectMessage).toContain(text);
    expect(await rowsOf(read.id)).toEqual([]);
  });

  it.each([
    ['an empty file', new Uint8Array(), 'file_empty'],
    [
      'a workbook',
      Buffer.from(`PK\x03\x04${'\0'.repeat(30)}xl/workbook.xml${'x'.repeat(100)}`),
      'file_not_csv',
    ],
  ])('%s: is refused and leaves nothing behind', async (_name, bytes, code) => {
    const before = [await test.context.db.prisma.upload.count(), await test.storedFiles()];
    await expect(
      receiveUpload(test.context, { filename: 'x.csv', body: bodyOf(bytes) }),
    ).rejects.toMatchObject({ code });
    expect([await test.context.db.prisma.upload.count(), await test.storedFiles()]).toEqual(before);
  });

  it('refuses more bytes than the limit while they stream, naming it', async () => {
    const context = test.withConfig({ maxFileSizeMb: 1e-5 });
    const before = await test.storedFiles();
    let sent = 0;
    async function* endless() {
      for (;;) {
        sent += 10;
        yield Buffer.from('a,b,c,d,e\n');
      }
    }
    await expect(receiveUpload(context, { filename: 'x.csv', body: endless() })).rejects.toThrow(
      /too large: the limit is/,
    );
    expect(sent).toBeLessThan(1024 * 1024);
    expect(await test.storedFiles()).toEqual(before);
  });
});

describe('chunks', () => {
  const csv = `n\n${'12345\n'.repeat(1000)}`;
  const bytes = Buffer.from(csv);

  it('arrive in order and make the same file, also after an interruption', async () => {
    const created = await createChunkedUpload(test.context, { filename: 'n.csv', length: bytes.length });
    await appendChunk(test.context, {
      uploadId: created.id,
      offset: 0,
      body: bodyOf(bytes.subarray(0, 2500)),
    });
    async function* broken() {
      yield bytes.subarray(2500, 2600);
      throw new Error('connection lost');
    }
    await expect(
      appendChunk(test.context, { uploadId: created.id, offset: 2500, body: broken() }),
    ).rejects.toThrow();
    const rest = { uploadId: created.id, offset: 2500, body: bodyOf(bytes.subarray(2500)) };
    const done = await appendChunk(test.context, rest);
    expect(done).toMatchObject({
      state: 'received',
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    await readUpload(test.context, { uploadId: created.id });
    expect(await getUpload(test.context, { uploadId: created.id })).toMatchObject({
      state: 'ready',
      rowCount: 1000,
    });
  });

  it('at a wrong offset say the right one', async () => {
    const created = await createChunkedUpload(test.context, { filename: 'n.csv', length: bytes.length });
    const wrong = appendChunk(test.context, { uploadId: created.id, offset: 5, body: bodyOf('x') });
    await expect(wrong).rejects.toMatchObject({ code: 'offset_conflict', details: { offset: 0 } });
  });

  it('two at the same offset: one is kept whole', async () => {
    const created = await createChunkedUpload(test.context, { filename: 'n.csv', length: bytes.length });
    const send = () =>
      appendChunk(test.context, { uploadId: created.id, offset: 0, body: bodyOf(bytes.subarray(0, 3000)) });
    const answers = await Promise.allSettled([send(), send()]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    const half = await getUpload(test.context, { uploadId: created.id });
    expect(Number(half.receivedBytes)).toBe(3000);
  });
});

it('deletes a file with its rows and bytes', async () => {
  const before = await test.storedFiles();
  const read = await upload('a\n1\n');
  await deleteUpload(test.context, { uploadId: read.id });
  expect(await test.storedFiles()).toEqual(before);
  await expect(getUpload(test.context, { uploadId: read.id })).rejects.toMatchObject({
    code: 'upload_not_found',
  });
});
