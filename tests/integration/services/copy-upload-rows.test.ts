import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyUploadRows, type UploadRowInput } from '@/lib/db/sql/copy-upload-rows';
import { inTransaction } from '@/lib/db/transaction';
import { receiveUpload } from '@/lib/services/uploads/receive-upload';
import { bodyOf, openServiceContext, type ServiceContext } from '@/tests/support/service-context';

let test: ServiceContext;

beforeAll(async () => {
  test = await openServiceContext();
});

afterAll(() => test.close());

async function newUpload(): Promise<string> {
  const { id } = await receiveUpload(test.context, { filename: 'rows.csv', body: bodyOf('a\n1\n', 7) });
  return id;
}

async function copy(uploadId: string, blocks: readonly (readonly UploadRowInput[])[]): Promise<void> {
  const source = async function* () {
    yield* blocks;
  };
  await inTransaction(test.context.db.pool, (client) => copyUploadRows(client, uploadId, source()));
}

async function rowsOf(uploadId: string): Promise<UploadRowInput[]> {
  const { rows } = await test.context.db.pool.query<UploadRowInput>(
    `select row_index as "rowIndex", line_number as "lineNumber", cells, problem from upload_row
      where upload_id = $1 order by row_index`,
    [uploadId],
  );
  return rows;
}

function blocksOf(rows: readonly UploadRowInput[], size: number): UploadRowInput[][] {
  const count = Math.ceil(rows.length / size);
  return Array.from({ length: count }, (_, n) => rows.slice(n * size, (n + 1) * size));
}

const row = (rowIndex: number, cells: string[], problem: string | null = null) => {
  return { rowIndex, lineNumber: rowIndex + 2, cells, problem };
};

it('keeps every letter of every cell', async () => {
  const cells = [
    '',
    ' ',
    'NULL',
    '\\N',
    '{"a",b}',
    'tab\tline\nreturn\r',
    '\\"',
    '\u0001\u007f',
    'é߿ࠀ\uffff',
    '😀\u{10ffff}',
  ];
  const rows = [row(0, cells), row(1, []), row(2, ['x'], 'too_few_cells'), row(2_147_483_645, ['last', 'ü'])];
  const uploadId = await newUpload();
  await copy(uploadId, [rows.slice(0, 2), [], rows.slice(2)]);
  expect(await rowsOf(uploadId)).toEqual(rows);
});

it('writes U+FFFD for half a letter, wherever it stands', async () => {
  const uploadId = await newUpload();
  await copy(uploadId, [[row(0, ['\ud83d', 'a\ude00b', '\ud83dx', '\ud83d\ud83d\ude00'])]]);
  expect((await rowsOf(uploadId))[0]?.cells).toEqual(['\ufffd', 'a\ufffdb', '\ufffdx', '\ufffd😀']);
});

it('loses nothing where one statement ends and the next begins, nor in a row larger than a statement', async () => {
  const wide = (times: number) => 'é😀'.repeat(times);
  const cells = (n: number) => [
    `${n}`,
    'x'.repeat(n % 700),
    n === 5000 ? wide(2_000_000) : n % 1000 === 7 ? wide(100_000) : '',
  ];
  const rows = Array.from({ length: 12_000 }, (_, n) => row(n, cells(n)));
  const uploadId = await newUpload();
  await copy(uploadId, [rows.slice(0, 1), ...blocksOf(rows.slice(1), 1000)]);
  expect(await rowsOf(uploadId)).toEqual(rows);
});

it('leaves nothing when the rows end in an error, and loads them all the next time', async () => {
  const uploadId = await newUpload();
  const rows = Array.from({ length: 60_000 }, (_, n) =>
    row(n, ['some text for each row, some text for each row']),
  );
  const failing = async function* () {
    yield* blocksOf(rows, 1000);
    throw new Error('the file was cut');
  };
  const loading = inTransaction(test.context.db.pool, (client) =>
    copyUploadRows(client, uploadId, failing()),
  );
  await expect(loading).rejects.toThrow('the file was cut');
  expect(await rowsOf(uploadId)).toEqual([]);
  await copy(uploadId, blocksOf(rows, 1000));
  expect(await rowsOf(uploadId)).toEqual(rows);
});

it('closes the file when the database refuses the rows', async () => {
  let isClosed = false;
  const blocks = async function* () {
    try {
      for (let n = 0; n < 100_000; n += 1) yield [row(n % 1000, ['the same row again and again'])];
    } finally {
      isClosed = true;
    }
  };
  const uploadId = await newUpload();
  const loading = inTransaction(test.context.db.pool, (client) => copyUploadRows(client, uploadId, blocks()));
  await expect(loading).rejects.toThrow('upload_row_pkey');
  expect(isClosed).toBe(true);
});

it('refuses rows of an upload that does not exist', async () => {
  await expect(copy(randomUUID(), [[row(0, ['a'])]])).rejects.toThrow('upload_row_upload_id_fkey');
});
