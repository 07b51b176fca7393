import { join } from 'node:path';
import { openQueue } from '../lib/background/queue';
import { resolveBatchConfig } from '../lib/config/batch-config';
import type { Environment } from '../lib/config/env';
import { connectDatabase } from '../lib/db/connect';
import type { Context } from '../lib/services/context';
import { loadSamples } from '../lib/services/samples/load-samples';
import { createSetupLink } from '../lib/services/users/create-setup-link';
import { openArtifactStore } from '../lib/storage/open-artifact-store';
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
  const db = connectDatabase(database.url, { maxConnections: 3, applicationName: 'furrow-supervisor' });
  const queue = await openQueue(database.directUrl, 'sender');
  const context: Context = {
    db,
    queue,
    storage: openArtifactStore(env),
    actor: { type: 'system', name: 'npm start' },
    batchConfig: resolveBatchConfig(env),
    publicUrl,
  };
  try {
    await loadSamples(context, {
      folder: join(projectFolder, 'examples'),
      practiceUrl: `http://127.0.0.1:${env.FURROW_PRACTICE_PORT}`,
    });
    return (await createSetupLink(context))?.url ?? null;
  } finally {
    await queue.stop();
    await db.close();
  }
}
