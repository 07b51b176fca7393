import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnvironment } from '@/lib/config/env';
import { openArtifactStore } from '@/lib/storage/open-artifact-store';
import { type S3Server, startS3Server } from '@/tests/support/s3/s3-server';

const MB = 1024 * 1024;
let s3: S3Server;
beforeEach(async () => {
  s3 = await startS3Server();
});
afterEach(() => s3.stop());

const storeWith = (changes: Record<string, string> = {}) =>
  openArtifactStore(readEnvironment({ ...s3.environment, ...changes }));

/** Says `trouble` to the first requests of one operation. */
function troubleFor(operation: string, times: number, trouble: ReturnType<NonNullable<S3Server['trouble']>>) {
  let left = times;
  s3.trouble = (asked) => {
    if (asked !== operation || left === 0) return null;
    left -= 1;
    return trouble;
  };
}

const BUSY = { status: 500, code: 'InternalError' };

describe('the S3 store', () => {
  it('sends nothing before it is used, and then as few requests as it can', async () => {
    const store = storeWith({ S3_PREFIX: 'x' });
    expect(s3.operations).toEqual([]);
    await store.put('a/1', randomBytes(17 * MB));
    await store.put('a/2', randomBytes(8 * MB));
    const parts = Array(3).fill('UploadPart');
    expect(s3.operations).toEqual([
      'CreateMultipartUpload',
      ...parts,
      'CompleteMultipartUpload',
      'PutObject',
    ]);
    expect([...s3.bucket.objects.keys()]).toEqual(['x/a/1', 'x/a/2']);
  });

  it('deletes and lists 1,000 objects a request', async () => {
    for (let no = 0; no < 2001; no += 1) s3.bucket.objects.set(`x/artifacts/b/${no}.png`, Buffer.alloc(no));
    s3.bucket.objects.set('y/other', Buffer.from('of another installation'));
    const store = storeWith({ S3_PREFIX: 'x' });
    const sizes: number[] = [];
    for await (const { size } of store.list()) sizes.push(size);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(2001 * 1000);
    s3.operations.length = 0;
    await store.delete('artifacts/b/');
    const page = ['ListObjectsV2', 'DeleteObjects'];
    expect(s3.operations).toEqual([...page, ...page, ...page]);
    expect([...s3.bucket.objects.keys()]).toEqual(['y/other']);
  });

  it.each([
    ['PutObject', 1],
    ['UploadPart', 9],
    ['CompleteMultipartUpload', 9],
  ])('asks again when %s is not answered well', async (operation, megabytes) => {
    troubleFor(operation, 1, BUSY);
    await storeWith().put('a/1', randomBytes(megabytes * MB));
    expect(s3.bucket.objects.get('a/1')?.length).toBe(megabytes * MB);
    troubleFor(operation, 1, 'break_off');
    await storeWith().put('a/1', randomBytes(megabytes * MB));
    expect(s3.operations.filter((asked) => asked === operation).length).toBeGreaterThan(2);
  });

  it('throws the parts of an object away that does not become whole', async () => {
    troubleFor('UploadPart', 10, { status: 403, code: 'AccessDenied' });
    const put = storeWith().put('a/1', randomBytes(9 * MB));
    await expect(put).rejects.toMatchObject({ code: 'storage_unavailable', reason: 'not_allowed' });
    expect(s3.bucket.objects.size + s3.bucket.uploads.size).toBe(0);
    expect(s3.operations).toContain('AbortMultipartUpload');
  });

  it('never takes an answer that breaks off for a whole file', async () => {
    await storeWith().put('a/1', randomBytes(MB));
    troubleFor('GetObject', 10, 'break_off_in_answer');
    const broken = buffer(storeWith().open('a/1'));
    await expect(broken).rejects.toMatchObject({ name: 'StorageError', reason: 'unreachable' });
  });

  it('says within its time that the store is away, and goes on when it is back', async () => {
    const store = storeWith();
    await store.put('a/1', Buffer.from('before'));
    await s3.stop();
    const away = { name: 'StorageError', reason: 'unreachable' };
    await expect(store.put('a/2', Buffer.from('x'))).rejects.toMatchObject(away);
    await expect(buffer(store.open('a/1'))).rejects.toMatchObject(away);
    await expect(store.delete('a/')).rejects.toMatchObject(away);
    await s3.start();
    expect((await buffer(store.open('a/1'))).toString()).toBe('before');
  });

  it.each([
    ['PutObject', 1],
    ['CreateMultipartUpload', 9],
    ['UploadPart', 9],
  ])('ends at once when it is told to, while the store is silent from %s on', async (first, megabytes) => {
    let isSilent = false;
    s3.trouble = (operation) => {
      isSilent ||= operation === first;
      return isSilent ? 'silence' : null;
    };
    const ending = AbortSignal.timeout(100);
    const put = storeWith().put('a/1', randomBytes(megabytes * MB), ending);
    await expect(put).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(ending.aborted).toBe(true);
  });

  it.each([
    ['wrong_key', { S3_ACCESS_KEY_ID: 'AKIAOTHER' }, 'does not know this access key'],
    ['wrong_key', { S3_SECRET_ACCESS_KEY: 'another-secret' }, 'does not know this access key'],
    ['no_bucket', { S3_BUCKET: 'another' }, 'has no such bucket'],
    ['wrong_region', { S3_REGION: 'eu-central-1' }, 'keeps this bucket in another region'],
    ['unreachable', { S3_ENDPOINT: 'http://127.0.0.1:1' }, 'does not answer (ECONNREFUSED)'],
  ])('tells %s, without keys and addresses', async (reason, changes, words) => {
    const put = storeWith(changes).put('a/1', Buffer.from('x'));
    await expect(put).rejects.toMatchObject({ reason, message: expect.stringContaining(words) });
    const error = await put.catch((thrown: Error) => thrown);
    expect(String(error)).not.toMatch(/AKIA|secret-|127\.0\.0\.1/);
    await expect(buffer(storeWith(changes).open('a/1'))).rejects.toMatchObject({ reason });
  });

  it('does not take a deletion for done that the store refused for one object', async () => {
    await storeWith().put('a/1', Buffer.from('x'));
    s3.bucket.isReadOnly = true;
    await expect(storeWith().delete('a/')).rejects.toMatchObject({ reason: 'refused' });
  });
});
