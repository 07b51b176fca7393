import { join } from 'node:path';
import { type BackgroundQueue, openQueue } from '../lib/background/queue';
import { resolveBatchConfig } from '../lib/config/batch-config';
import { type Environment, readEnvironment } from '../lib/config/env';
import { connectDatabase } from '../lib/db/connect';
import type { Context } from '../lib/services/context';
import { createDiskStore } from '../lib/storage/disk-store';
import { migrateDatabase } from '../prisma/migrate';
import { type OpenDatabase, openDatabase } from '../supervisor/open-database';
import { createWorkerKeeper, type WorkerKeeper } from './own-worker';
import type { Terminal } from './terminal';

const MAX_CONNECTIONS = 3;

/** What a command that needs the database is given. */
export interface Session {
  readonly context: Context;
  readonly env: Environment;
  readonly database: OpenDatabase;
  /** The keeper of workers; it starts none until it is told to keep one. */
  workers(concurrency?: number): WorkerKeeper;
}

/** Opens database, storage and queue, runs `work`, and closes all of it again, whatever happens. */
export async function withSession<T>(terminal: Terminal, work: (session: Session) => Promise<T>): Promise<T> {
  const env = readEnvironment();
  const database = await openConfiguredDatabase(env, terminal);
  try {
    await migrateDatabase(database.directUrl, { log: terminal.log });
    return await withContext(env, database, work);
  } finally {
    await database.release();
  }
}

export function openConfiguredDatabase(env: Environment, terminal: Terminal): Promise<OpenDatabase> {
  return openDatabase({
    dataDir: env.FURROW_DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    directDatabaseUrl: env.DIRECT_DATABASE_URL,
    log: terminal.log,
  });
}

async function withContext<T>(
  env: Environment,
  database: OpenDatabase,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const db = connectDatabase(database.url, {
    maxConnections: MAX_CONNECTIONS,
    applicationName: 'furrow-cli',
  });
  const queue = openQueueWhenUsed(database.directUrl);
  const context: Context = {
    db,
    queue,
    storage: createDiskStore(join(env.FURROW_DATA_DIR, 'storage')),
    actor: { type: 'system', name: 'cli' },
    batchConfig: resolveBatchConfig(env),
    publicUrl: publicUrl(env),
  };
  let keeper: WorkerKeeper | null = null;
  const workers = (concurrency = 1) => (keeper ??= createWorkerKeeper(context, env, database, concurrency));
  try {
    return await work({ context, env, database, workers });
  } finally {
    await (keeper as WorkerKeeper | null)?.stop();
    await queue.stop();
    await db.close();
  }
}

export function publicUrl(env: Environment): string {
  return (env.FURROW_PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, '');
}

/** Most commands send nothing to the background: they need no further connections. */
function openQueueWhenUsed(url: string): BackgroundQueue {
  let opened: Promise<BackgroundQueue> | null = null;
  const open = () => (opened ??= openQueue(url, 'sender'));
  return {
    send: async (name, payload) => (await open()).send(name, payload),
    work: async (name, handler) => (await open()).work(name, handler),
    stop: async () => (await opened)?.stop(),
  };
}
