import { resolve } from 'node:path';
import { type BatchConfigOptions, resolveBatchConfig } from '../lib/config/batch-config';
import { type Environment, readEnvironment } from '../lib/config/env';
import { newId } from '../lib/db/new-id';
import { ConflictError } from '../lib/domain/errors';
import type { Context } from '../lib/services/context';
import { allowedHosts } from '../supervisor/allowed-hosts';
import { type Installation, openInstallation } from '../supervisor/open-installation';
import { createInlineQueue } from '../worker/background/inline-queue';
import { createLogger, setLogLevel, type WorkerLogger } from '../worker/log';
import { createEngineWorker, type EngineWorker } from './engine-worker';
import type { EngineOptions } from './options';

/** The open installation behind an engine, and its worker. */
export interface Session {
  readonly log: WorkerLogger;
  readonly worker: EngineWorker;
  /** @param config how files are read by this call, over the engine's own */
  context(config?: BatchConfigOptions): Promise<Context>;
  /** @throws ConfigurationError for a wrong setting */
  batchConfig(config?: BatchConfigOptions): Context['batchConfig'];
  close(): Promise<void>;
}

/** Opens nothing yet: the database when it is first asked for, the worker when rows are first executed. */
export function createSession(options: EngineOptions): Session {
  const env = environmentOf(options);
  // Read anew each time: a program may change its environment between two files.
  const batchConfig = (config?: BatchConfigOptions) =>
    resolveBatchConfig(readEnvironment(), { ...options.config, ...config });
  const log = createLogger(batchConfig().logLevel, 'library');
  let installation: Promise<Installation> | null = null;

  const open = (): Promise<Installation> => {
    if (closing) throw new ConflictError('engine_closed', 'This BatchEngine is closed: make another one.');
    installation ??= openInstallation({
      env,
      batchConfig: batchConfig(),
      actorName: 'library',
      openQueue: (_database, context) => createInlineQueue(context),
      log: (line) => log.debug(line),
    }).catch((error: unknown) => {
      installation = null;
      throw error;
    });
    return installation;
  };
  const worker = createEngineWorker({
    ...{ id: newId(), env, log, slots: options.slots },
    databaseUrl: async () => (await open()).database.url,
  });
  let closing: Promise<void> | null = null;
  const closeAll = async () => {
    await worker.close();
    const opened = installation;
    installation = null;
    await (await opened?.catch(() => null))?.close();
  };
  return {
    ...{ log, worker, batchConfig },
    context: async (config) => {
      const { context } = await open();
      if (!config) return context;
      if (config.logLevel) setLogLevel(log, batchConfig(config).logLevel);
      const own: Context = {
        ...context,
        batchConfig: batchConfig(config),
        queue: createInlineQueue(() => own),
      };
      return own;
    },
    close: () => {
      closing ??= closeAll();
      return closing;
    },
  };
}

function environmentOf({ databaseUrl, dataDir, allowHosts = [] }: EngineOptions): Environment {
  const env = readEnvironment();
  return {
    ...env,
    ...(databaseUrl && { DATABASE_URL: databaseUrl, DIRECT_DATABASE_URL: databaseUrl }),
    ...(dataDir && { FURROW_DATA_DIR: resolve(dataDir) }),
    FURROW_ALLOW_HOSTS: [...allowedHosts(env), ...allowHosts],
  };
}
