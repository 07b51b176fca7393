import { type BackgroundQueue, openQueue } from '../lib/background/queue';
import { resolveBatchConfig } from '../lib/config/batch-config';
import { type Environment, readEnvironment } from '../lib/config/env';
import type { Context } from '../lib/services/context';
import type { OpenDatabase } from '../supervisor/open-database';
import { openInstallation } from '../supervisor/open-installation';
import { createWorkerKeeper, type WorkerKeeper } from './own-worker';
import type { Terminal } from './terminal';

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
  const installation = await openInstallation({
    env,
    batchConfig: resolveBatchConfig(env),
    actorName: 'cli',
    openQueue: ({ directUrl }) => openQueueWhenUsed(directUrl),
    log: terminal.log,
  });
  const { context, database } = installation;
  let keeper: WorkerKeeper | null = null;
  const workers = (concurrency = 1) => (keeper ??= createWorkerKeeper(context, env, database, concurrency));
  try {
    return await work({ context, env, database, workers });
  } finally {
    await (keeper as WorkerKeeper | null)?.stop();
    await installation.close();
  }
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
