import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openQueue } from '../lib/background/queue';
import { resolveBatchConfig } from '../lib/config/batch-config';
import type { Environment } from '../lib/config/env';
import { connectDatabase } from '../lib/db/connect';
import type { Context } from '../lib/services/context';
import { createDiskStore } from '../lib/storage/disk-store';
import { projectFolder } from './build';
import type { OpenDatabase } from './open-database';

/**
 * What only the first start does: loads the samples, and makes the one-time link that creates the administrator.
 * @returns the link, or null when there is an administrator already.
 */
export async function prepareInstallation(
  env: Environment,
  database: OpenDatabase,
  publicUrl: string,
): Promise<string | null> {
  const db = connectDatabase(database.url, { maxConnections: 1, applicationName: 'furrow-supervisor' });
  const queue = await openQueue(database.directUrl, 'sender');
  const context: Context = {
    db,
    queue,
    storage: createDiskStore(join(env.FURROW_DATA_DIR, 'storage')),
    actor: { type: 'system', name: 'npm start' },
    batchConfig: resolveBatchConfig(env),
    publicUrl,
  };
  try {
    await callVerb('samples/load-samples', 'loadSamples', context);
    const link = await callVerb('users/create-setup-link', 'createSetupLink', context);
    return (link as { url: string } | null | undefined)?.url ?? null;
  } finally {
    await queue.stop();
    await db.close();
  }
}

/** Calls a verb of lib/services when this installation has it. */
async function callVerb(path: string, name: string, context: Context): Promise<unknown> {
  const file = join(projectFolder, 'lib', 'services', `${path}.ts`);
  if (!existsSync(file)) return undefined;
  const module = (await import(pathToFileURL(file).href)) as Record<
    string,
    (context: Context) => Promise<unknown>
  >;
  return module[name]?.(context);
}
