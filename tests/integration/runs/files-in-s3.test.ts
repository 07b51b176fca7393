import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GET as getArtifact } from '@/app/api/v1/artifacts/[id]/route';
import { DELETE as deleteBatch } from '@/app/api/v1/batches/[id]/route';
import { POST as postUpload } from '@/app/api/v1/uploads/route';
import { type PracticeSite, startPracticeSite } from '@/examples/practice-site/start-practice-site';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import { getBatch } from '@/lib/services/batches/get-batch';
import { type S3Server, startS3Server } from '@/tests/support/s3/s3-server';
import { startBatch } from '@/tests/support/start-batch';
import { waitFor } from '@/tests/support/wait-for';
import { startWorkerProcess, type WorkerProcess } from '@/tests/support/worker-process';
import { type Api, call, refusal, startApi } from '../api/api-harness';

// Web process and worker share nothing but the database and the bucket: each has a data folder of its own.
let s3: S3Server;
let site: PracticeSite;
let api: Api;
let worker: WorkerProcess;
let member: { cookie: string };

beforeAll(async () => {
  [s3, site] = await Promise.all([startS3Server(), startPracticeSite({ port: 0 })]);
  api = await startApi(s3.environment);
  member = await api.signIn('member');
  const source = await readFile('examples/automations/order-status.yaml', 'utf8');
  await saveAutomation(api.context, { source: source.replace('http://127.0.0.1:4010', site.url) });
  worker = await startWorkerProcess({
    databaseUrl: process.env.DATABASE_URL ?? '',
    dataDir: `${api.dataFolder}/of-the-worker`,
    slots: 1,
    allowHosts: [`127.0.0.1:${site.port}`],
    env: s3.environment,
  });
});
afterAll(async () => {
  worker?.kill('SIGTERM');
  await worker?.ended;
  await api?.close();
  await site?.close();
  await s3?.stop();
});

/** Rows of a picture of the step and one of their end each. */
async function runOrders(...orders: string[]): Promise<string> {
  const settings = { concurrency: 1, evidence: { screenshot: 'always', trace: 'never' } } as const;
  const csv = `order_no\n${orders.join('\n')}\n`;
  const batchId = await startBatch(api.context, csv, { automation: 'order-status', settings });
  await waitFor('the batch to end', 60_000, async () => {
    return (await getBatch(api.context, { batchId })).state === 'finished';
  });
  return batchId;
}

const picturesOf = (batchId: string) =>
  api.context.db.prisma.artifact.findMany({ where: { batchId }, orderBy: { createdAt: 'asc' } });

const fetchFile = (id: string, headers: Record<string, string> = {}) =>
  call(getArtifact, 'GET', { ...member, headers, params: { id } });

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

it('keeps uploads and evidence in the bucket alone, and hands them out through the API', async () => {
  const batchId = await runOrders('BM-1001');
  const [picture] = await picturesOf(batchId);
  const stored = s3.bucket.objects.get(picture?.storageKey ?? '') ?? Buffer.alloc(0);
  expect(stored.subarray(1, 4).toString()).toBe('PNG');
  expect([...s3.bucket.objects.keys()].filter((key) => key.startsWith('uploads/'))).toHaveLength(1);
  expect(await filesBelow(api.dataFolder)).toEqual(['secret-key']);

  const answer = await fetchFile(picture?.id ?? '');
  expect(answer.headers.get('content-length')).toBe(String(stored.length));
  expect(stored.equals(Buffer.from(await answer.arrayBuffer()))).toBe(true);
  const part = await fetchFile(picture?.id ?? '', { Range: 'bytes=1-3' });
  expect([part.status, await part.text()]).toEqual([206, 'PNG']);

  s3.bucket.objects.delete(picture?.storageKey ?? '');
  expect(await refusal(await fetchFile(picture?.id ?? ''))).toEqual({
    status: 404,
    code: 'artifact_not_found',
  });
  await call(deleteBatch, 'DELETE', { ...member, params: { id: batchId } });
  expect([...s3.bucket.objects.keys()].filter((key) => key.startsWith('artifacts/'))).toEqual([]);
});

it('lets rows complete when the store goes away in the middle, and says what is missing', async () => {
  let pictures = 0;
  s3.trouble = (operation) => {
    if (operation === 'PutObject') pictures += 1;
    // The file of the batch, both pictures of its first row, and one of its second.
    if (pictures < 4) return null;
    void s3.stop();
    return 'break_off';
  };
  const batchId = await runOrders('BM-1001', 'BM-1002', 'BM-1003');
  const { counts } = await getBatch(api.context, { batchId });
  expect(counts).toMatchObject({ completed: 3, failed: 0 });
  const kept = await picturesOf(batchId);
  expect(kept.map(({ rowIndex }) => rowIndex)).toEqual([0, 0]);
  const { attemptDetail } = api.context.db.prisma;
  const details = await attemptDetail.findMany({ where: { batchId }, orderBy: { rowIndex: 'asc' } });
  const missing = expect.stringMatching(
    /^The screenshot "(result|end)" could not be stored: the file storage does not answer \(\w+\)\.$/,
  );
  expect(details.map(({ warnings }) => warnings)).toEqual([[], [missing, missing], [missing, missing]]);

  const away = { status: 503, code: 'storage_unavailable' };
  expect(await refusal(await fetchFile(kept[0]?.id ?? ''))).toEqual(away);
  const upload = await call(postUpload, 'POST', { ...member, raw: 'order_no\nBM-1001\n' });
  expect(await refusal(upload)).toEqual(away);
  expect(worker.output.join('') + JSON.stringify(details)).not.toContain(s3.environment.S3_SECRET_ACCESS_KEY);
  s3.trouble = null;
  await s3.start();
  expect((await fetchFile(kept[0]?.id ?? '')).status).toBe(200);
});
