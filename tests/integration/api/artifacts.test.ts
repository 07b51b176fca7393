import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as getArtifact } from '@/app/api/v1/artifacts/[id]/route';
import { GET as exportBatch } from '@/app/api/v1/batches/[id]/export/route';
import type { ArtifactRecord } from '@/lib/domain/lane';
import { addWorker } from '@/tests/support/attempt-records';
import { seedBatch } from '@/tests/support/seed-batch';
import { type Api, call, refusal, startApi } from './api-harness';
import { runRows, storeArtifact } from './run-rows';

let api: Api;
let viewer: { cookie: string };
const files: Record<string, ArtifactRecord> = {};
let batchId: string;
beforeAll(async () => {
  api = await startApi();
  viewer = await api.signIn('viewer');
  const { db, storage } = api.context;
  files.png = await storeArtifact(storage, {
    type: 'screenshot',
    name: 'end.png',
    contentType: 'image/png',
    data: '0123456789',
  });
  files.html = await storeArtifact(storage, {
    type: 'download',
    name: 'evil "x".html',
    contentType: 'text/html',
    data: '<script>alert(1)</script>',
  });
  files.svg = await storeArtifact(storage, {
    type: 'download',
    name: 'a.svg',
    contentType: 'image/svg+xml',
    data: '<svg/>',
  });
  files.upward = await storeArtifact(storage, {
    type: 'download',
    name: '../../../END.png',
    contentType: 'image/png',
    data: 'upward',
  });
  batchId = await seedBatch(db, { rows: 1 });
  await runRows(db, await addWorker(db), ['completed'], Object.values(files));
});
afterAll(() => api.close());

const fetchFile = (name: string, range?: string) =>
  call(getArtifact, 'GET', {
    ...viewer,
    params: { id: files[name]?.id ?? name },
    ...(range ? { headers: { Range: range } } : {}),
  });

describe('GET /artifacts/:id', () => {
  it('gives a picture as it is', async () => {
    const answer = await fetchFile('png');
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('content-disposition')).toMatch(/^inline/);
    expect(answer.headers.get('content-length')).toBe('10');
    expect(await answer.text()).toBe('0123456789');
  });

  it.each(['html', 'svg'])('never lets %s run in our origin', async (name) => {
    const answer = await fetchFile(name);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[^"\r\n]*";/);
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    ['bytes=0-3', 'bytes 0-3/10', '0123'],
    ['bytes=7-', 'bytes 7-9/10', '789'],
    ['bytes=-2', 'bytes 8-9/10', '89'],
    ['bytes=8-100', 'bytes 8-9/10', '89'],
  ])('understands %s', async (range, contentRange, text) => {
    const answer = await fetchFile('png', range);
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(contentRange);
    expect(await answer.text()).toBe(text);
  });

  it('refuses a range beyond the end and gives all for one it cannot read', async () => {
    const beyond = await fetchFile('png', 'bytes=10-12');
    expect(beyond.headers.get('content-range')).toBe('bytes */10');
    expect(await refusal(beyond)).toEqual({ status: 416, code: 'range_not_satisfiable' });
    expect(await (await fetchFile('png', 'bytes=0-1,4-5')).text()).toBe('0123456789');
  });

  it('is a 404 for unknown ids', async () => {
    for (const id of ['nonsense', '0197b1f0-0000-7000-8000-000000000000']) {
      expect(await refusal(await fetchFile(id))).toEqual({ status: 404, code: 'artifact_not_found' });
    }
  });
});

async function fetchZip() {
  const answer = await call(exportBatch, 'GET', {
    ...viewer,
    params: { id: batchId },
    query: { format: 'zip' },
  });
  expect(answer.headers.get('content-type')).toBe('application/zip');
  return unzipSync(new Uint8Array(await answer.arrayBuffer()));
}

describe('GET /batches/:id/export?format=zip', () => {
  it('packs every file under a readable name that stays inside, none over another', async () => {
    const parts = await fetchZip();
    const names = Object.keys(parts);
    expect(names.slice(0, 2)).toEqual(['results.csv', 'summary.json']);
    const folder = names.at(-1)?.split('/').slice(0, 2).join('/');
    expect(folder).toMatch(/^rows\/0001 /);
    expect(names.slice(2).sort()).toEqual(
      ['END-2.png', 'a.svg', 'end.png', 'evil -x-.html'].map((name) => `${folder}/attempt-1/${name}`),
    );
    const bytes = (name: string) => Buffer.from(parts[`${folder}/attempt-1/${name}`] ?? []).toString();
    expect([bytes('end.png'), bytes('END-2.png')]).toEqual(['0123456789', 'upward']);
  });

  it('says of a file that is gone that it is missing, and packs the others', async () => {
    await api.context.storage.delete(files.html?.storageKey ?? '');
    const parts = await fetchZip();
    const [missing, ...more] = Object.keys(parts).filter((name) => name.endsWith('.missing.txt'));
    expect(missing).toMatch(/attempt-1\/evil -x-\.html\.missing\.txt$/);
    expect(more).toEqual([]);
    expect(Object.keys(parts)).toHaveLength(6);
    expect(Buffer.from(parts[missing ?? ''] ?? []).toString()).toContain('not in the storage any more');
  });
});
