import { createReadStream, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PracticeSite, startPracticeSite } from '@/examples/practice-site/start-practice-site';
import { openQueue } from '@/lib/background/queue';
import { resolveBatchConfig } from '@/lib/config/batch-config';
import { readEnvironment } from '@/lib/config/env';
import { connectDatabase } from '@/lib/db/connect';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import { createBatch } from '@/lib/services/batches/create-batch';
import type { Context } from '@/lib/services/context';
import { receiveUpload } from '@/lib/services/uploads/receive-upload';
import { createDiskStore } from '@/lib/storage/disk-store';
import { type RunningWorker, startWorker } from '@/worker/start-worker';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { waitUntil } from './support/process-state';

let testDatabase: TestDatabase;
let site: PracticeSite;
let folder: string;
let context: Context;
let worker: RunningWorker;
const logged: string[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  site = await startPracticeSite({ port: 0 });
  folder = await mkdtemp(join(tmpdir(), 'furrow-worker-test-'));
  const env = readEnvironment({
    DATABASE_URL: testDatabase.url,
    FURROW_DATA_DIR: folder,
    FURROW_ALLOW_HOSTS: `127.0.0.1:${site.port}`,
  });
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) });
  worker = await startWorker({ env, databaseUrl: testDatabase.url, log, slots: 3 });
  context = {
    db: connectDatabase(testDatabase.url, { maxConnections: 2, applicationName: 'whole-worker.test' }),
    queue: await openQueue(testDatabase.url, 'sender'),
    storage: createDiskStore(join(folder, 'storage')),
    batchConfig: resolveBatchConfig({}),
    actor: { type: 'system', name: 'test' },
    publicUrl: 'http://localhost:3000',
  };
});
afterAll(async () => {
  await worker?.drain();
  await context?.queue.stop();
  await context?.db.close();
  await site?.close();
  await testDatabase?.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Uploads a sample file, runs its automation over the first rows, and waits for the end. */
async function runSample(csv: string, automation: string, limit: number) {
  const source = readFileSync(`examples/automations/${automation}.yaml`, 'utf8');
  await saveAutomation(context, { source: source.replace('http://127.0.0.1:4010', site.url) });
  const body = createReadStream(`examples/csv/${csv}`);
  const upload = await receiveUpload(context, { filename: csv, body });
  const settings = { concurrency: 3, retry_delay: 0.05, max_retries: 2 };
  const batch = await createBatch(context, { uploadId: upload.id, automation, limit, settings, start: true });
  await waitUntil(
    'the batch is finished',
    async () =>
      (await context.db.prisma.batch.findUniqueOrThrow({ where: { id: batch.id } })).state === 'finished',
    120_000,
  );
  const attempts = await context.db.prisma.attempt.findMany({
    where: { batchId: batch.id },
    include: { detail: true },
  });
  const jobs = await context.db.prisma.job.findMany({
    where: { batchId: batch.id },
    orderBy: { rowIndex: 'asc' },
  });
  return { batchId: batch.id, jobs, attempts };
}

interface TruthRow {
  readonly key: string;
  readonly outcome: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly submissions?: number;
}

async function readTruth(sample: string, rows: number): Promise<TruthRow[]> {
  const answer = await fetch(`${site.url}/truth?sample=${sample}`);
  return ((await answer.json()) as { rows: TruthRow[] }).rows.slice(0, rows);
}

it('runs a file from upload to results as the site knows them, and logs no cell', async () => {
  const { jobs, attempts } = await runSample('orders.csv', 'order-status', 12);
  const truth = await readTruth('orders', 12);
  expect(jobs.map(({ state }) => state)).toEqual(truth.map(({ outcome }) => outcome));
  for (const { rowIndex, attemptCount } of jobs) {
    const last = attempts.find((one) => one.rowIndex === rowIndex && one.attemptNo === attemptCount);
    expect(last?.output ?? {}).toEqual(truth[rowIndex]?.outputs);
  }
  const completed = attempts.filter(({ state }) => state === 'completed');
  for (const attempt of completed) expect(attempt.detail?.steps).toHaveLength(7);
  const cells = completed.map(({ output }) => String((output as { recipient: string }).recipient));
  const log = logged.join('');
  expect(log).toContain('attempt ended');
  expect(cells.filter((cell) => log.includes(cell))).toEqual([]);
}, 180_000);

it('submits each customer as often as the site should have seen it', async () => {
  const { jobs } = await runSample('customers.csv', 'customer-signup', 8);
  const truth = await readTruth('customers', 8);
  expect(jobs.map(({ state }) => state)).toEqual(truth.map(({ outcome }) => outcome));
  for (const { key, submissions } of truth) {
    const answer = await fetch(`${site.url}/ledger?key=${encodeURIComponent(key)}`);
    expect(await answer.json()).toEqual({ key, submissions });
  }
}, 180_000);
