import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getUpload } from '@/lib/services/uploads/find-upload';
import { previewUpload } from '@/lib/services/uploads/preview-upload';
import { readUpload } from '@/lib/services/uploads/read-upload';
import { appendChunk, createChunkedUpload } from '@/lib/services/uploads/receive-chunks';
import { receiveUpload } from '@/lib/services/uploads/receive-upload';
import { rereadUpload } from '@/lib/services/uploads/reread-upload';
import { bodyOf, openServiceContext, type ServiceContext } from '@/tests/support/service-context';

const MIB = 1024 * 1024;
const LINE = 'A-0001;Z\u00fcrich;"a ""long"" remark; with a separator"\n';
const LARGE_ROWS = Math.ceil((9 * MIB) / Buffer.byteLength(LINE));
const LARGE = `order;city;remark\n${LINE.repeat(LARGE_ROWS)}`;
const SMALL = 'order;city|zone\nA-1;Bern|1\nA-2;Genf;3\nA-3;Zug\nA-4;Chur\nA-5;Visp\n';

let test: ServiceContext;

beforeAll(async () => {
  test = await openServiceContext();
});

afterAll(() => test.close());

const receive = (csv: string | Uint8Array) =>
  receiveUpload(test.context, { filename: 'orders.csv', body: bodyOf(csv) });

const preview = (uploadId: string, options = {}) => previewUpload(test.context, { uploadId, ...options });

async function read(csv: string): Promise<string> {
  const { id } = await receive(csv);
  await readUpload(test.context, { uploadId: id });
  return id;
}

/** Takes the bytes away: whoever answers then has not looked at them. */
async function loseBytes(uploadId: string) {
  const { storageKey } = await getUpload(test.context, { uploadId });
  await test.context.storage.delete(`${storageKey}/`);
}

describe('a file that has not arrived', () => {
  it('shows its beginning from the first chunk on, and takes the cut for no fault', async () => {
    const bytes = Buffer.from(LARGE);
    const { id } = await createChunkedUpload(test.context, { filename: 'a.csv', length: bytes.length });
    await expect(preview(id)).rejects.toMatchObject({ code: 'upload_incomplete' });
    await appendChunk(test.context, { uploadId: id, offset: 0, body: bodyOf(bytes.subarray(0, 1000)) });
    const first = await preview(id, { rows: 3 });
    expect(first).toMatchObject({
      partial: true,
      headers: ['order', 'city', 'remark'],
      dialect: { delimiter: ';', encoding: 'utf-8' },
      problem_count: 0,
    });
    expect(first.rows).toHaveLength(3);
    expect(first.rows[0]).toEqual(['A-0001', 'Z\u00fcrich', 'a "long" remark; with a separator']);
    expect(first.row_count).toBeLessThan(30);
  });
});

describe('a large file', () => {
  it('shows its beginning as soon as it is here, and while another dialect is looked at', async () => {
    const { id } = await receive(LARGE);
    const early = await preview(id);
    expect(early).toMatchObject({ partial: true, problem_count: 0 });
    expect(early.row_count).toBeGreaterThan(1000);
    expect(early.row_count).toBeLessThan(LARGE_ROWS / 5);
    expect(await preview(id, { delimiter: ',' })).toMatchObject({
      partial: true,
      headers: ['order;city;remark'],
    });
  });

  it.each([0, 1, 2, 3])('is cut anywhere, also inside a character (%i)', async (shift) => {
    const csv = `${'x'.repeat(shift)}a\n${'\u6771\u4eac\ud83d\ude9c\n'.repeat(MIB)}`;
    expect(await preview((await receive(csv)).id)).toMatchObject({
      partial: true,
      problem_count: 0,
      dialect: { encoding: 'utf-8' },
    });
  });
});

describe('a small file', () => {
  it('is read whole before the worker has read it, and in another way at any time', async () => {
    const { id } = await receive(SMALL);
    const before = await preview(id);
    expect(before).toMatchObject({ partial: false, row_count: 5, unique_column: 'order', problem_count: 1 });
    await readUpload(test.context, { uploadId: id });
    expect(await preview(id, { delimiter: '|' })).toMatchObject({
      partial: false,
      headers: ['order;city', 'zone'],
      row_count: 5,
    });
  });

  it('that was rejected says why again, and can be looked at in another way', async () => {
    const id = await read('a,b\n');
    await expect(preview(id)).rejects.toMatchObject({ code: 'no_data_rows' });
    await expect(preview(id, { delimiter: ';' })).rejects.toMatchObject({ code: 'no_data_rows' });
  });
});

describe('a file that has been read', () => {
  const facts = [
    { header: 'order', type: 'string', format: null, filled_count: 3 },
    { header: 'city|zone', type: 'string', format: null, filled_count: 3 },
  ];

  async function readWithFacts(): Promise<string> {
    const id = await read(SMALL);
    await test.context.db.prisma.upload.update({
      where: { id },
      data: { columns: facts, keyColumn: 'order' },
    });
    return id;
  }

  it('answers from what was stored, exactly what reading it would say', async () => {
    const { id } = await receive(SMALL);
    const fromFile = await preview(id);
    const stored = await readWithFacts();
    await loseBytes(stored);
    expect(await preview(stored)).toEqual({ ...fromFile, columns: facts });
    expect((await preview(stored, { rows: 2 })).rows).toHaveLength(2);
  });

  it('also when the dialect that was found is named', async () => {
    const id = await readWithFacts();
    await loseBytes(id);
    const found = { delimiter: ';', encoding: 'UTF8', quote: '"', headerRow: 1 };
    expect(await preview(id, found)).toMatchObject({ partial: false, row_count: 5 });
    await expect(preview(id, { delimiter: '|' })).rejects.toMatchObject({ code: 'artifact_not_found' });
  });

  it('tells the duplicates of a chosen key', async () => {
    const id = await read('a,b\n1,x\n2,x\n');
    expect(await preview(id, { key: 'b' })).toMatchObject({
      unique_column: 'b',
      problems: [{ code: 'duplicate_key', row: 2 }],
    });
    await expect(preview(id, { key: 'c' })).rejects.toMatchObject({ code: 'key_column_unknown' });
  });
});

it('reading a file again in another way drops the edits of the former rows', async () => {
  const id = await read(SMALL);
  await test.context.db.prisma.rowEdit.create({
    data: { uploadId: id, rowIndex: 0, version: 1, cells: ['edited', 'x'] },
  });
  const again = await rereadUpload(test.context, { uploadId: id, readOptions: { delimiter: '|' } });
  expect(again).toMatchObject({ state: 'received', headers: [], rowCount: 0 });
  await readUpload(test.context, { uploadId: id });
  const { headers, rows } = await preview(id);
  expect([headers, ...rows]).toEqual([
    ['order;city', 'zone'],
    ['A-1;Bern', '1'],
    ...['A-2;Genf;3', 'A-3;Zug', 'A-4;Chur', 'A-5;Visp'].map((cell) => [cell, '']),
  ]);
  expect(await test.context.db.prisma.rowEdit.count({ where: { uploadId: id } })).toBe(0);
});
