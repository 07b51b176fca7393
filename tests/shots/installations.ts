import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from '@/lib/config/env';
import { connectDatabase } from '@/lib/db/connect';
import { createSetupLink } from '@/lib/services/users/create-setup-link';
import { projectFolder } from '@/supervisor/build';
import { findFreePort } from '@/supervisor/cluster/postgres';
import { tsxArguments } from '@/supervisor/tsx-arguments';
import { waitForAnswer } from '@/supervisor/wait-for-port';
import { endInstallation } from '../support/installation';
import { databaseAt, execute, startTestCluster, templateDatabase } from '../support/test-cluster';

const ANSWERS_WITHIN_MS = 60_000;

/** A dashboard with nothing behind it: no samples, no worker, nobody. */
export interface EmptyInstallation {
  readonly url: string;
  readonly setupUrl: string;
  close(): Promise<void>;
}

export async function startEmptyInstallation(): Promise<EmptyInstallation> {
  const cluster = await startTestCluster();
  const dataDir = mkdtempSync(join(tmpdir(), 'furrow-shots-'));
  const port = await findFreePort();
  const url = `http://localhost:${port}`;
  const databaseUrl = databaseAt(cluster.url, 'shots');
  await execute(cluster.url, `create database shots template ${templateDatabase}`);
  const web = spawn(process.execPath, [...tsxArguments, join(projectFolder, 'supervisor', 'web.ts')], {
    cwd: projectFolder,
    env: childEnvironment({
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      FURROW_DATA_DIR: dataDir,
    }),
    stdio: 'ignore',
  });
  const close = async () => {
    await endInstallation(web);
    await cluster.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  };
  const hasEnded = () => web.exitCode !== null;
  if (!(await waitForAnswer(`${url}/api/health/ready`, ANSWERS_WITHIN_MS, hasEnded))) {
    await close();
    throw new Error('The empty dashboard did not answer in time.');
  }
  return { url, setupUrl: await makeSetupLink(databaseUrl, url), close };
}

async function makeSetupLink(databaseUrl: string, publicUrl: string): Promise<string> {
  const db = connectDatabase(databaseUrl, { maxConnections: 1, applicationName: 'shots' });
  try {
    const link = await createSetupLink({ db, publicUrl });
    return link?.url ?? '';
  } finally {
    await db.close();
  }
}
