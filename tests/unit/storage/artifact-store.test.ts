import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readEnvironment } from '@/lib/config/env';
import type { ArtifactStore, ListedObject } from '@/lib/storage/artifact-store';
import { openArtifactStore } from '@/lib/storage/open-artifact-store';
import { type S3Server, startS3Server } from '@/tests/support/s3/s3-server';

const MB = 1024 * 1024;
let folder: string;
let s3: S3Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'furrow-store-'));
  s3 = await startS3Server();
});
afterAll(async () => {
  await s3.stop();
  await rm(folder, { recursive: true, force: true });
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Pieces of a size that fits nothing; fails after so many bytes, when it is told to. */
async function* pieces(bytes: Uint8Array, failAfter = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 99_991) {
    if (at >= failAfter) throw new Error('the sender went away');
    yield bytes.subarray(at, at + 99_991);
  }
}

async function listed(store: ArtifactStore): Promise<Record<string, number>> {
  const found: ListedObject[] = [];
  for await (const object of store.list()) found.push(object);
  return Object.fromEntries(found.map(({ key, size }) => [key, size] as const).sort());
}

const STORES = {
  disk: () => ({ FURROW_DATA_DIR: folder }),
  s3: () => ({ ...s3.environment, FURROW_DATA_DIR: folder, S3_PREFIX: 'team/furrow' }),
} as const;

describe.each(Object.entries(STORES))('an artifact store: %s', (kind, settings) => {
  let store: ArtifactStore;
  beforeAll(() => {
    store = openArtifactStore(readEnvironment(settings()));
  });
  /** What is left of writes that did not end, where nobody would look for it. */
  const remains = async () =>
    kind === 's3'
      ? [...s3.bucket.uploads.keys()]
      : (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.part'));

  it.each([0, 8 * MB, 17 * MB + 7])('gives back %i bytes as they came, with number and sum', async (size) => {
    const bytes = randomBytes(size);
    const stored = { size, sha256: sha256(bytes) };
    expect(await store.put('uploads/streamed/1', pieces(bytes))).toEqual(stored);
    expect(await store.put('uploads/whole/1', bytes)).toEqual(stored);
    for (const key of ['uploads/streamed/1', 'uploads/whole/1'])
      expect(sha256(await buffer(store.open(key)))).toBe(stored.sha256);
  });

  it('writes over an object of before', async () => {
    await store.put('a/again.txt', Buffer.from('first, and longer'));
    await store.put('a/again.txt', Buffer.from('second'));
    expect((await buffer(store.open('a/again.txt'))).toString()).toBe('second');
  });

  it.each([
    [0, 1000],
    [1000, MB],
    [9 * MB, 10 * MB],
  ])('keeps nothing of a source that fails after %i bytes', async (failAfter, size) => {
    const put = store.put('uploads/broken/1', pieces(randomBytes(size), failAfter));
    await expect(put).rejects.toThrow('the sender went away');
    await expect(buffer(store.open('uploads/broken/1'))).rejects.toMatchObject({
      code: 'artifact_not_found',
    });
    expect(await remains()).toEqual([]);
  });

  it('closes a source that it does not take to its end', async () => {
    const ending = new AbortController();
    let isClosed = false;
    async function* endless() {
      try {
        for (let no = 0; ; no += 1) {
          if (no === 20) ending.abort(new Error('no more time'));
          yield Buffer.alloc(MB);
        }
      } finally {
        isClosed = true;
      }
    }
    await expect(store.put('uploads/ended/1', endless(), ending.signal)).rejects.toThrow();
    expect(isClosed).toBe(true);
    await vi.waitFor(async () => expect(await remains()).toEqual([]));
  });

  it('gives the part that is asked for', async () => {
    await store.put('a/part', Buffer.from('0123456789'));
    const part = async (start: number, end: number) =>
      (await buffer(store.open('a/part', { start, end }))).toString();
    expect(await part(0, 0)).toBe('0');
    expect(await part(3, 5)).toBe('345');
    expect(await part(8, 100)).toBe('89');
  });

  it('lets a reader go away early', async () => {
    await store.put('a/large', randomBytes(4 * MB));
    let read = 0;
    for await (const chunk of store.open('a/large')) {
      read += (chunk as Buffer).length;
      break;
    }
    expect(read).toBeGreaterThan(0);
  });

  it('says through the stream that an object is not there', async () => {
    await expect(buffer(store.open('a/nothing'))).rejects.toMatchObject({ code: 'artifact_not_found' });
    const part = store.open('a/nothing', { start: 0, end: 3 });
    await expect(buffer(part)).rejects.toMatchObject({ code: 'artifact_not_found' });
  });

  it('deletes one object, all below a folder, and what is not there', async () => {
    await store.delete('uploads/');
    await store.delete('a/');
    const rows = Array.from({ length: 12 }, (_, row) => `artifacts/b/${row}/1.png`);
    for (const key of [...rows, 'artifacts/b2/1.png', 'artifacts/c/1.png'])
      await store.put(key, Buffer.from('x'));
    expect(Object.keys(await listed(store))).toHaveLength(14);
    await store.delete('artifacts/b/');
    await store.delete('artifacts/c/1.png');
    await store.delete('artifacts/c/1.png');
    await store.delete('artifacts/nothing/');
    expect(await listed(store)).toEqual({ 'artifacts/b2/1.png': 1 });
  });

  it.each(['../secret-key', 'a/../../b', '/etc/passwd', 'a//b', ''])('takes %j for no key', async (key) => {
    await expect(async () => store.put(key, Buffer.from('x'))).rejects.toThrow('Not a storage key');
    await expect(async () => store.delete(key)).rejects.toThrow('Not a storage key');
    expect(() => store.open(key)).toThrow('Not a storage key');
  });
});
