import type { BackgroundQueue } from '../lib/background/queue';
import type { BatchConfig } from '../lib/config/batch-config';
import type { Environment } from '../lib/config/env';
import { publicUrl } from '../lib/config/public-url';
import { connectDatabase } from '../lib/db/connect';
import type { Context } from '../lib/services/context';
import { openArtifactStore } from '../lib/storage/open-artifact-store';
import { migrateDatabase } from '../prisma/migrate';
import { type OpenDatabase, openDatabase } from './open-database';

const MAX_CONNECTIONS = 3;

/** What the CLI and the library work with: the installation's own database, storage and settings. */
export interface Installation {
  readonly context: Context;
  readonly env: Environment;
  readonly database: OpenDatabase;
  close(): Promise<void>;
}

export interface InstallationOptions {
  readonly env: Environment;
  readonly batchConfig: BatchConfig;
  /** Who asks, for the audit: `cli`, `library`. */
  readonly actorName: string;
  /** @param context what the work is done with, for a queue that does it itself */
  readonly openQueue: (database: OpenDatabase, context: () => Context) => BackgroundQueue;
  readonly log: (line: string) => void;
}

/** Opens the installation of this environment and brings its database up to date. */
export async function openInstallation(options: InstallationOptions): Promise<Installation> {
  const { env, log } = options;
  const database = await openConfiguredDatabase(env, log);
  try {
    await migrateDatabase(database.directUrl, { log });
    return connect(options, database);
  } catch (error) {
    await database.release();
    throw error;
  }
}

export function openConfiguredDatabase(env: Environment, log: (line: string) => void): Promise<OpenDatabase> {
  return openDatabase({
    dataDir: env.FURROW_DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    directDatabaseUrl: env.DIRECT_DATABASE_URL,
    log,
  });
}

function connect(options: InstallationOptions, database: OpenDatabase): Installation {
  const { env, actorName, batchConfig } = options;
  const applicationName = `furrow-${actorName}`;
  const db = connectDatabase(database.url, { maxConnections: MAX_CONNECTIONS, applicationName });
  const queue = options.openQueue(database, () => context);
  const context: Context = {
    db,
    queue,
    storage: openArtifactStore(env),
    actor: { type: 'system', name: actorName },
    batchConfig,
    allowsEvaluate: env.FURROW_ALLOW_EVALUATE,
    retentionDays: env.FURROW_RETENTION_DAYS,
    publicUrl: publicUrl(env),
  };
  const close = async () => {
    try {
      await queue.stop();
      await db.close();
    } finally {
      await database.release();
    }
  };
  return { context, env, database, close };
}
