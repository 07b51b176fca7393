import { availableParallelism } from 'node:os';
import type { Environment } from '../lib/config/env';
import { connectDatabase, type Database } from '../lib/db/connect';
import { newId } from '../lib/db/new-id';
import { useSecrets } from '../lib/db/sql/use-secrets';
import { findKeyRing } from '../lib/services/secrets/open-key-ring';
import { openArtifactStore } from '../lib/storage/open-artifact-store';
import { serveBackground } from './background/serve-background';
import { chooseBrowser, warmUp } from './browser/choose-browser';
import type { FoundBrowser } from './browser/find-browser';
import { openBrowsers } from './browser/open-browsers';
import { createDatabaseSessionStore } from './database-session-store';
import type { Timings } from './lanes/timings';
import { remoteFailure, type WorkerLogger } from './log';
import { createSecretReader, requireKeys } from './plan/read-secrets';
import { createSessionKeeper } from './sessions/session-keeper';
import { type EmbeddedWorker, startLanes } from './start-lanes';

export interface WorkerOptions {
  readonly env: Environment;
  readonly databaseUrl: string;
  /** For the queue: not through a pooler. */
  readonly directUrl?: string;
  readonly log: WorkerLogger;
  readonly slots?: number;
  readonly timings?: Partial<Timings>;
  /** When the caller has looked for one already. */
  readonly browser?: FoundBrowser;
  /** Shows its browser on this machine's screen. */
  readonly isHeaded?: boolean;
  /** See `takeOwnFolder`; absent for a worker that is part of another program: its browsers get one. */
  readonly ownFolder?: string;
  /** For a worker that is part of another program. */
  readonly embedded?: EmbeddedWorker;
}

export interface RunningWorker {
  readonly id: string;
  readonly slots: number;
  readonly browser: FoundBrowser;
  /** Takes no more rows, lets running ones end or gives them back, closes the browser. Safe to call twice. */
  drain(): Promise<void>;
  /** Settles when the worker has drained, for whatever reason. */
  readonly ended: Promise<void>;
}

const DATABASE_CONNECTIONS = 3;

/**
 * Starts one worker in this process: browser, egress guard, watchdog, lanes, background queues.
 * @throws BatchEngineError `browser_missing` when there is no browser, `browser_failed` or `remote_browsers_unavailable` when
 * it does not start; ConfigurationError for wrong settings.
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { env, log } = options;
  const chosen = options.browser ?? (await chooseBrowser(env));
  const id = options.embedded?.id ?? newId();
  const slots = options.slots ?? env.FURROW_WORKER_SLOTS ?? Math.max(2, availableParallelism());
  const workerLog = log.child({ worker: id });
  const closers: (() => Promise<unknown>)[] = [];
  try {
    const browsers = await openBrowsers({
      found: chosen,
      isGuarded: env.FURROW_EGRESS === 'on',
      allowHosts: env.FURROW_ALLOW_HOSTS,
      upstreamProxyUrl: env.HTTPS_PROXY,
      listen: 'path' in chosen ? undefined : env.FURROW_EGRESS_LISTEN,
      isHeaded: options.isHeaded ?? false,
      pageMemoryMb: env.FURROW_PAGE_MEMORY_MB,
      ownFolder: options.ownFolder,
      onRemoteFailure: (host, error) =>
        workerLog.warn({ browser: host, ...remoteFailure(error) }, 'a remote browser cannot be used'),
    });
    closers.push(() => browsers.close());
    const found = await warmUp(browsers.host, chosen);
    const db = connectDatabase(options.databaseUrl, {
      maxConnections: DATABASE_CONNECTIONS,
      applicationName: 'furrow-worker',
    });
    closers.push(() => db.close());
    const storage = openArtifactStore(env);
    const readers = createReaders(env, db);
    const sessions = createSessionKeeper({
      ...readers,
      store: createDatabaseSessionStore(db),
      browser: browsers,
    });
    const parts = { db, storage, sessions, log: workerLog };
    if (!options.embedded)
      closers.push(
        await serveBackground({ env, directUrl: options.directUrl ?? options.databaseUrl }, parts),
      );
    const lanes = await startLanes(options, { id, slots, found, browsers, ...readers, ...parts });
    closers.push(() => lanes.drain());
    return runningWorker({ id, slots, browser: found }, closers);
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

/** What opens secrets; a worker creates no key of its own. */
function createReaders(env: Environment, db: Database) {
  const findKeys = () => findKeyRing(env);
  return {
    keys: () => requireKeys(findKeys()),
    readSecrets: createSecretReader((names) => useSecrets(db.pool, names), findKeys),
  };
}

function runningWorker(
  facts: Pick<RunningWorker, 'id' | 'slots' | 'browser'>,
  closers: readonly (() => Promise<unknown>)[],
): RunningWorker {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  let closing: Promise<void> | undefined;
  const drain = () => {
    closing ??= closeAll(closers).finally(resolve);
    return closing;
  };
  return { ...facts, drain, ended };
}

/** Last opened, first closed; one that fails does not keep the others open. */
async function closeAll(closers: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const close of closers.toReversed()) await close().catch(() => undefined);
}
