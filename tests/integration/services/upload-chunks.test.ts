import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { openQueue } from '@/lib/background/queue';
import type { Context } from '@/lib/services/context';
import { deleteUpload } from '@/lib/services/uploads/delete-upload';
import { getUpload } from '@/lib/services/uploads/find-upload';
import { hashUpload } from '@/lib/services/uploads/hash-upload';
import { listUploads } from '@/lib/services/uploads/list-uploads';
import { readUpload } from '@/lib/services/uploads/read-upload';
import { appendChunk, createChunkedUpload } from '@/lib/services/uploads/receive-chunks';
import { receiveUpload } from '@/lib/services/uploads/receive-upload';
import { removeAbandonedUploads } from '@/lib/services/uploads/remove-abandoned-uploads';
import { forgetHash } from '@/lib/services/uploads/running-hash';
import { StorageError } from '@/lib/storage/storage-error';
import { bodyOf, openServiceContext, type ServiceContext } from '@/tests/support/service-context';
import { databaseAt } from '@/tests/support/test-cluster';
import { serveQueues } from '@/worker/background/serve-queues';

const FILE = Buffer.from(`n\n${'12345\n'.repeat(1000)}`);
const SHA256 = createHash('sha256').update(FILE).digest('hex');

let test: ServiceContext;

beforeAll(async () => {
  test = await openServiceContext();
});

afterAll(() => test.close());

const announce = (filename = 'n.csv', length = FILE.length) =>
  createChunkedUpload(test.context, { filename, length });

const send = (uploadId: string, offset: number, bytes: Uint8Array, context: Context = test.context) =>
  appendChunk(context, { uploadId, offset, body: bodyOf(bytes) });

/** Sends the file's bytes up to `end` in pieces, going on at `start`. */
async function sendPieces(uploadId: string, start: number, end: number) {
  for (let at = start; at < end; at += 1500) {
    await send(uploadId, at, FILE.subarray(at, Math.min(at + 1500, end)));
  }
}

describe('the hash of a chunked upload', () => {
  it('is there with the last chunk, without reading what is stored', async () => {
    const { id } = await announce();
    const open = vi.spyOn(test.context.storage, 'open');
    await sendPieces(id, 0, FILE.length);
    expect(await getUpload(test.context, { uploadId: id })).toMatchObject({
      state: 'received',
      sha256: SHA256,
    });
    expect(open).not.toHaveBeenCalled();
    open.mockRestore();
  });

  it('is right after a chunk that broke off half-way', async () => {
    const { id } = await announce();
    await sendPieces(id, 0, 3000);
    async function* broken() {
      yield Buffer.from('never stored');
      throw new Error('connection lost');
    }
    await expect(appendChunk(test.context, { uploadId: id, offset: 3000, body: broken() })).rejects.toThrow();
    await sendPieces(id, 3000, FILE.length);
    expect((await getUpload(test.context, { uploadId: id })).sha256).toBe(SHA256);
  });

  it('is computed from what is stored when the web process began anew', async () => {
    const { id } = await announce();
    await sendPieces(id, 0, 3000);
    forgetHash(id);
    await sendPieces(id, 3000, FILE.length);
    expect(await getUpload(test.context, { uploadId: id })).toMatchObject({
      state: 'received',
      sha256: null,
    });
    const { rows } = await test.context.db.pool.query(
      `select data from pgboss.job where name = 'hash-upload' and data->>'uploadId' = $1`,
      [id],
    );
    expect(rows).toHaveLength(1);
    await hashUpload(test.context, { uploadId: id });
    expect((await getUpload(test.context, { uploadId: id })).sha256).toBe(SHA256);
  });
});

describe('chunks that are refused', () => {
  it('the first of a workbook, with what to do; nothing is left of it', async () => {
    const before = await test.storedFiles();
    const workbook = Buffer.from(`PK\x03\x04${'\0'.repeat(200)}[Content_Types].xml${'x'.repeat(9000)}`);
    const { id } = await announce('orders.xlsx', 50_000_000);
    const refused = send(id, 0, workbook);
    await expect(refused).rejects.toMatchObject({ code: 'file_not_csv' });
    await expect(refused).rejects.toThrow(/orders\.xlsx is an Excel workbook.*CSV UTF-8/);
    await expect(getUpload(test.context, { uploadId: id })).rejects.toMatchObject({
      code: 'upload_not_found',
    });
    expect(await test.storedFiles()).toEqual(before);
  });

  it('a workbook that trickles in byte by byte', async () => {
    const { id } = await announce('orders.xlsx', 5000);
    const trickle = bodyOf(Buffer.from(`PK\x03\x04${'\0'.repeat(100)}xl/workbook.xml`), 1);
    await expect(appendChunk(test.context, { uploadId: id, offset: 0, body: trickle })).rejects.toMatchObject(
      { code: 'file_not_csv' },
    );
  });

  it('one that goes beyond the announced length, and one that is too large; the upload can go on', async () => {
    const { id } = await announce();
    await expect(send(id, 0, Buffer.concat([FILE, FILE]))).rejects.toMatchObject({ code: 'length_conflict' });
    const large = await announce('large.csv', 40 * 1024 ** 2);
    await expect(send(large.id, 0, Buffer.alloc(33 * 1024 ** 2, 'a,b\n'))).rejects.toThrow(/up to 32 MB/);
    await sendPieces(id, 0, FILE.length);
    expect((await getUpload(test.context, { uploadId: id })).sha256).toBe(SHA256);
  });
});

it('a chunk that comes while its file is being deleted leaves nothing', async () => {
  const { id } = await announce();
  const { pool } = test.context.db;
  const storage: Context['storage'] = {
    ...test.context.storage,
    put: async (key, body) => {
      await pool.query('update upload set deleted_at = now() where id = $1', [id]);
      return test.context.storage.put(key, body);
    },
  };
  const sending = send(id, 0, FILE, { ...test.context, storage });
  await expect(sending).rejects.toMatchObject({ code: 'upload_not_found' });
  expect((await test.storedFiles()).filter((name) => name.includes(id))).toEqual([]);
});

describe('uploads that stopped half-way', () => {
  const age = (uploadId: string, column: 'created_at' | 'received_at', hours: number) =>
    test.context.db.pool.query(
      `update upload set ${column} = now() - make_interval(hours => $2) where id = $1`,
      [uploadId, hours],
    );

  it('are cleared away with their bytes a day after the last chunk, and not before', async () => {
    const [abandoned, slow, silent, whole] = [
      await announce(),
      await announce(),
      await announce(),
      await announce(),
    ];
    for (const { id } of [abandoned, slow, silent, whole]) await age(id, 'created_at', 90);
    for (const { id } of [abandoned, slow]) await sendPieces(id, 0, 3000);
    await sendPieces(whole.id, 0, FILE.length);
    await age(abandoned.id, 'received_at', 25);
    await age(slow.id, 'received_at', 23);
    await age(whole.id, 'received_at', 90);
    const files = await test.storedFiles();
    expect(await removeAbandonedUploads(test.context)).toBe(2);
    const left = await test.context.db.prisma.upload.findMany({
      where: { id: { in: [abandoned.id, slow.id, silent.id, whole.id] } },
    });
    expect(left.map(({ id }) => id).sort()).toEqual([slow.id, whole.id].sort());
    expect(await test.storedFiles()).toEqual(files.filter((file) => !file.includes(abandoned.id)));
  });

  it('are looked for every hour, whichever worker is there', async () => {
    const { rows: databases } = await test.context.db.pool.query<{ name: string }>(
      `select current_database() as name`,
    );
    const url = databaseAt(inject('clusterUrl'), databases[0]?.name ?? '');
    const worker = await openQueue(url, 'worker');
    await worker.stop();
    const { rows } = await test.context.db.pool.query(
      `select cron from pgboss.schedule where name = 'remove-abandoned-uploads'`,
    );
    expect(rows).toEqual([{ cron: '23 * * * *' }]);
  });

  it('can be listed by who sent them', async () => {
    const user = await test.context.db.prisma.user.create({
      data: { id: 'u1', name: 'Ada', email: 'ada@example.com' },
    });
    const ada = test.as({ type: 'user', userId: user.id, name: 'Ada', role: 'member' });
    const mine = await createChunkedUpload(ada, { filename: 'mine.csv', length: 10, fingerprint: 'f1' });
    await announce('other.csv');
    const { items } = await listUploads(ada, { state: 'receiving', isMine: true });
    expect(items.map(({ id, fingerprint }) => [id, fingerprint])).toEqual([[mine.id, 'f1']]);
  });
});

it('a file that is deleted while it is read ends the reading quietly, with nothing left', async () => {
  const before = await test.storedFiles();
  const { id } = await announce();
  await sendPieces(id, 0, FILE.length);
  const { storage } = test.context;
  const openPart = storage.open;
  let opened = 0;
  const open = vi.spyOn(storage, 'open').mockImplementation((key, range) => {
    opened += 1;
    return opened === 3 ? openAfter(deleteUpload(test.context, { uploadId: id }), key) : openPart(key, range);
  });
  const openAfter = (work: Promise<void>, key: string) =>
    Readable.from(
      (async function* () {
        await work;
        yield* openPart(key);
      })(),
    );
  await readUpload(test.context, { uploadId: id });
  open.mockRestore();
  expect(opened).toBeGreaterThan(2);
  expect(await test.context.db.prisma.uploadRow.count({ where: { uploadId: id } })).toBe(0);
  expect(await test.storedFiles()).toEqual(before);
  await readUpload(test.context, { uploadId: id });
});

it('a file whose store is away is read when the store is back, however long that takes', async () => {
  const { id: uploadId } = await receiveUpload(test.context, { filename: 'late.csv', body: bodyOf(FILE) });
  const handlers = new Map<string, (payload: object) => Promise<void>>();
  const sent = vi.fn(async () => undefined);
  const queue = {
    send: sent,
    work: async (name: string, handle: unknown) => void handlers.set(name, handle as () => Promise<void>),
    stop: async () => undefined,
  };
  const told: string[] = [];
  await serveQueues(queue, test.context, (error) => told.push(String(error)));
  const open = vi.spyOn(test.context.storage, 'open').mockImplementation(() => {
    throw new StorageError('unreachable', 'The file storage does not answer (ECONNREFUSED)', null);
  });
  for (const name of ['read-upload', 'hash-upload']) {
    await test.context.db.prisma.upload.update({ where: { id: uploadId }, data: { sha256: null } });
    await handlers.get(name)?.({ uploadId });
    expect(sent).toHaveBeenLastCalledWith(name, { uploadId }, undefined, 15);
  }
  expect(told).toHaveLength(2);
  expect((await getUpload(test.context, { uploadId })).state).toBe('reading');
  open.mockRestore();
  await handlers.get('read-upload')?.({ uploadId });
  expect((await getUpload(test.context, { uploadId })).state).toBe('ready');
});

describe('what is known of an upload besides', () => {
  it('earlier uploads of the same bytes, whatever their name', async () => {
    const csv = 'a,b\nthe same,bytes\n';
    const first = await receiveUpload(test.context, { filename: 'first.csv', body: bodyOf(csv) });
    const again = await receiveUpload(test.context, { filename: 'again.csv', body: bodyOf(csv) });
    await receiveUpload(test.context, { filename: 'other.csv', body: bodyOf('a,b\nother,bytes\n') });
    const { sameAs } = await getUpload(test.context, { uploadId: again.id });
    expect(sameAs.map(({ id, filename }) => [id, filename])).toEqual([[first.id, 'first.csv']]);
    expect((await getUpload(test.context, { uploadId: first.id })).sameAs).toEqual([]);
  });

  it('how long reading will take, from the rate so far', async () => {
    const { id } = await receiveUpload(test.context, { filename: 'r.csv', body: bodyOf(FILE) });
    const readingSince = (seconds: number, bytes: number) =>
      test.context.db.pool.query(
        `update upload set state = 'reading', read_bytes = $3, read_started_at = now() - make_interval(secs => $2)
          where id = $1`,
        [id, seconds, bytes],
      );
    await readingSince(10, FILE.length / 2);
    const { secondsLeft } = await getUpload(test.context, { uploadId: id });
    expect(secondsLeft).toBeGreaterThanOrEqual(10);
    expect(secondsLeft).toBeLessThanOrEqual(12);
    await readingSince(10, 0);
    expect((await getUpload(test.context, { uploadId: id })).secondsLeft).toBeNull();
  });
});
