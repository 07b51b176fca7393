import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type PracticeSite, startPracticeSite } from '@/examples/practice-site/start-practice-site';
import { openQueue } from '@/lib/background/queue';
import { resolveBatchConfig } from '@/lib/config/batch-config';
import { connectDatabase } from '@/lib/db/connect';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import type { BatchView } from '@/lib/services/batches/batch-view';
import { getBatch } from '@/lib/services/batches/get-batch';
import type { Context } from '@/lib/services/context';
import { createDiskStore } from '@/lib/storage/disk-store';
import { createTestDatabase, type TestDatabase } from './database';
import { type BatchInput, startBatch } from './start-batch';
import { waitFor } from './wait-for';
import { startWorkerProcess, type WorkerProcess, type WorkerProcessOptions } from './worker-process';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));

/** Database, file store and practice site of one test file, with as many real workers as it starts. */
export interface RunningSystem {
  readonly context: Context;
  readonly site: PracticeSite;
  readonly dataDir: string;
  startWorker(slots?: number, more?: MoreOfWorker): Promise<WorkerProcess>;
  /** Stops the site; what comes back starts it again at the same address, with what it took before. */
  stopSite(): Promise<() => Promise<void>>;
  /** Stores a sample automation for this site; gives its name. */
  addAutomation(name: string): Promise<string>;
  /** Uploads CSV text and creates a running batch of it. */
  startBatch(
    csv: string,
    input: BatchInput,
    /** Only this worker takes its rows, until `freeBatches`. */
    onlyOn?: WorkerProcess,
  ): Promise<string>;
  /** Any worker may take the rows of batches that were this one's alone. */
  freeBatches(worker: WorkerProcess): Promise<void>;
  waitForBatch(
    batchId: string,
    timeoutMs: number,
    isDone?: (batch: BatchView) => boolean,
  ): Promise<BatchView>;
  /** Ends all workers, in order or not, and removes everything. */
  close(): Promise<void>;
}

export type MoreOfWorker = Partial<
  Pick<WorkerProcessOptions, 'program' | 'nodeArguments' | 'env' | 'databaseUrl' | 'allowHosts'>
>;

export interface SystemOptions {
  /** Instead of one in the cluster that all tests share. */
  readonly database?: TestDatabase;
  readonly maxConnections?: number;
}

export async function openRunningSystem(options: SystemOptions = {}): Promise<RunningSystem> {
  const database = options.database ?? (await createTestDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), 'furrow-run-'));
  const ledgerFile = join(dataDir, 'ledger.jsonl');
  let site = await startPracticeSite({ port: 0, ledgerFile });
  const db = connectDatabase(database.url, {
    maxConnections: options.maxConnections ?? 4,
    applicationName: 'run-test',
  });
  const queue = await openQueue(database.url, 'sender');
  const workers: WorkerProcess[] = [];
  const context: Context = {
    db,
    queue,
    storage: createDiskStore(join(dataDir, 'storage')),
    actor: { type: 'system', name: 'test' },
    batchConfig: resolveBatchConfig({}),
    publicUrl: 'http://127.0.0.1',
  };
  return {
    context,
    dataDir,
    get site() {
      return site;
    },
    stopSite: async () => {
      await site.close();
      return async () => {
        site = await startPracticeSite({ port: site.port, ledgerFile });
      };
    },
    startWorker: async (slots = 2, more = {}) => {
      const allowHosts = [`127.0.0.1:${site.port}`];
      const usual = { databaseUrl: database.url, dataDir, slots, allowHosts };
      const worker = await startWorkerProcess({ ...usual, ...more });
      workers.push(worker);
      return worker;
    },
    addAutomation: async (name) => {
      const text = await readFile(join(examples, 'automations', `${name}.yaml`), 'utf8');
      const source = text.replaceAll('http://127.0.0.1:4010', site.url);
      return (await saveAutomation(context, { source })).name;
    },
    startBatch: (csv, input, onlyOn) => startBatch(context, csv, input, onlyOn),
    freeBatches: async ({ id }) => {
      await db.prisma.batch.updateMany({ where: { onlyWorkerId: id }, data: { onlyWorkerId: null } });
    },
    waitForBatch: (batchId, timeoutMs, isDone = (batch) => batch.state === 'finished') =>
      waitFor(`batch ${batchId}`, timeoutMs, async () => {
        const batch = await getBatch(context, { batchId });
        return isDone(batch) && batch;
      }),
    close: async () => {
      for (const worker of workers) {
        worker.kill('SIGTERM');
        worker.kill('SIGCONT');
      }
      await Promise.all(workers.map((worker) => worker.ended));
      await queue.stop();
      await db.close();
      await site.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
