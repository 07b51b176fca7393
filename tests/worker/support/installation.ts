import { createReadStream, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPracticeSite } from '@/examples/practice-site/start-practice-site';
import { openQueue } from '@/lib/background/queue';
import { resolveBatchConfig } from '@/lib/config/batch-config';
import { connectDatabase } from '@/lib/db/connect';
import type { BatchSettingsInput } from '@/lib/domain/batch-settings';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import { createBatch } from '@/lib/services/batches/create-batch';
import type { Context } from '@/lib/services/context';
import { receiveUpload } from '@/lib/services/uploads/receive-upload';
import { createDiskStore } from '@/lib/storage/disk-store';
import { createTestDatabase } from '../../support/database';
import { waitUntil } from './process-state';

export interface SampleRun {
  readonly csv: string;
  readonly automation: string;
  readonly limit: number;
  readonly settings: BatchSettingsInput;
}

/** Database, storage and practice site of a test, everything but a worker. */
export interface Installation {
  readonly context: Context;
  readonly siteUrl: string;
  /** What a worker of this installation is started with. */
  readonly environment: Readonly<Record<string, string>>;
  /** Uploads a sample file and starts its automation over the first rows. Returns the batch's id. */
  startSample(run: SampleRun): Promise<string>;
  waitUntilFinished(batchId: string): Promise<void>;
  close(): Promise<void>;
}

export async function openInstallation(): Promise<Installation> {
  const testDatabase = await createTestDatabase();
  const site = await startPracticeSite({ port: 0 });
  const folder = await mkdtemp(join(tmpdir(), 'furrow-worker-test-'));
  const context: Context = {
    db: connectDatabase(testDatabase.url, { maxConnections: 2, applicationName: 'worker-test' }),
    queue: await openQueue(testDatabase.url, 'sender'),
    storage: createDiskStore(join(folder, 'storage')),
    batchConfig: resolveBatchConfig({}),
    actor: { type: 'system', name: 'test' },
    publicUrl: 'http://localhost:3000',
  };
  return {
    context,
    siteUrl: site.url,
    environment: {
      DATABASE_URL: testDatabase.url,
      FURROW_DATA_DIR: folder,
      FURROW_ALLOW_HOSTS: `127.0.0.1:${site.port}`,
    },
    startSample: (run) => startSample(context, site.url, run),
    waitUntilFinished: (batchId) =>
      waitUntil('the batch is finished', () => isFinished(context, batchId), 150_000),
    close: async () => {
      await context.queue.stop();
      await context.db.close();
      await site.close();
      await testDatabase.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startSample(
  context: Context,
  siteUrl: string,
  { csv, automation, limit, settings }: SampleRun,
): Promise<string> {
  const source = readFileSync(`examples/automations/${automation}.yaml`, 'utf8');
  await saveAutomation(context, { source: source.replace('http://127.0.0.1:4010', siteUrl) });
  const upload = await receiveUpload(context, {
    filename: csv,
    body: createReadStream(`examples/csv/${csv}`),
  });
  const batch = await createBatch(context, { uploadId: upload.id, automation, limit, settings, start: true });
  return batch.id;
}

async function isFinished(context: Context, batchId: string): Promise<boolean> {
  const batch = await context.db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } });
  if (batch.state === 'failed') throw new Error(`The import failed: ${batch.reasonText}`);
  return batch.state === 'finished';
}
