import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { openQueue } from '../../lib/background/queue';
import { resolveBatchConfig } from '../../lib/config/batch-config';
import { childEnvironment } from '../../lib/config/env';
import { saveAutomation } from '../../lib/services/automations/save-automation';
import { createBatch } from '../../lib/services/batches/create-batch';
import { startBatch } from '../../lib/services/batches/start-batch';
import type { Context } from '../../lib/services/context';
import { receiveUpload } from '../../lib/services/uploads/receive-upload';
import { createDiskStore } from '../../lib/storage/disk-store';
import { workerArguments } from '../../supervisor/children';
import { openPool } from '../setup/bench-cluster';
import type { CleanUp } from '../setup/clean-up';
import { automationSource } from './order-look-up';
import { BLOCKING, OURS } from './run-options';
import type { RoundRequest, RunSide } from './side';

interface SideParts {
  readonly databaseUrl: string;
  readonly folder: string;
  readonly sites: readonly { readonly url: string; readonly port: number }[];
  readonly slots: number;
}

const POLL_MS = 50;
const KEPT_LOG_LINES = 20;

type OurSide = typeof OURS | typeof BLOCKING;

/**
 * A worker as it runs in production, with a database and a place for its files of its own.
 * @returns the sides that run in it
 */
export async function startFurrow(cleanUp: CleanUp, parts: SideParts): Promise<(name: OurSide) => RunSide> {
  const context = await openContext(cleanUp, parts);
  for (const { url } of parts.sites) {
    for (const side of [OURS, BLOCKING] as const) {
      const source = automationSource(automationName(side, url), url, side === BLOCKING ? BLOCKED : '');
      await saveAutomation(context, { source });
    }
  }
  const pid = await startWorkerProcess(cleanUp, parts);
  return (name) => ({
    name,
    pid,
    prepare: async (request) => {
      const batchId = await createReadyBatch(context, automationName(name, request.siteUrl), request);
      return () => runBatch(context, batchId, request.orders.length);
    },
  });
}

const BLOCKED = 'browser: { block: [image, font, media] }\n';

/** One for each site: an automation says its address itself. */
function automationName(side: OurSide, siteUrl: string): string {
  return `${side}-${new URL(siteUrl).port}`;
}

async function openContext(cleanUp: CleanUp, { databaseUrl, folder }: SideParts): Promise<Context> {
  const queue = await openQueue(databaseUrl, 'sender');
  cleanUp.add(() => queue.stop());
  return {
    db: openPool(cleanUp, databaseUrl, 2),
    queue,
    storage: createDiskStore(join(folder, 'storage')),
    batchConfig: resolveBatchConfig({}),
    actor: { type: 'system', name: 'bench' },
    publicUrl: 'http://localhost',
  };
}

async function startWorkerProcess(cleanUp: CleanUp, parts: SideParts): Promise<number> {
  const child = spawn(process.execPath, workerArguments, {
    env: childEnvironment({
      NODE_ENV: 'production',
      DATABASE_URL: parts.databaseUrl,
      FURROW_DATA_DIR: parts.folder,
      FURROW_ALLOW_HOSTS: parts.sites.map(({ port }) => `127.0.0.1:${port}`).join(','),
      FURROW_WORKER_SLOTS: String(parts.slots),
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  cleanUp.add(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  // Its log goes there, a line a row; what it said last is kept for the case that it ends.
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line);
    if (said.length > KEPT_LOG_LINES) said.shift();
  });
  const isReady = new Promise<boolean>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (/^Worker \S+ ready/.test(line)) resolve(true);
    });
  });
  if (!(await Promise.race([isReady, ended.then(() => false)])))
    throw new Error(`The worker ended with code ${child.exitCode}:\n${said.join('\n')}`);
  return child.pid ?? 0;
}

async function createReadyBatch(
  context: Context,
  automation: string,
  { orders, concurrency }: RoundRequest,
): Promise<string> {
  const body = (async function* () {
    yield Buffer.from(`order_no,note\n${orders.map((order) => `${order},bench\n`).join('')}`);
  })();
  const upload = await receiveUpload(context, { filename: 'orders.csv', body });
  const settings = { concurrency };
  const batch = await createBatch(context, { uploadId: upload.id, automation, settings });
  await waitForState(context, batch.id, 'ready');
  return batch.id;
}

async function runBatch(context: Context, batchId: string, rows: number): Promise<number> {
  await startBatch(context, { batchId });
  await waitForState(context, batchId, 'finished');
  const result = await context.db.pool.query<{ rows: number; seconds: number }>(
    `select count(*)::int as rows, extract(epoch from max(ended_at) - min(started_at))::float8 as seconds
       from attempt where batch_id = $1 and state = 'completed'`,
    [batchId],
  );
  const found = result.rows[0];
  if (found?.rows !== rows) throw new Error(`${found?.rows} of ${rows} rows were completed`);
  return found.seconds;
}

async function waitForState(context: Context, batchId: string, wanted: 'ready' | 'finished'): Promise<void> {
  for (;;) {
    const { state, reasonText } = await context.db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } });
    if (state === wanted) return;
    if (state === 'failed' || state === 'paused') throw new Error(`The batch is ${state}: ${reasonText}`);
    await sleep(POLL_MS);
  }
}
