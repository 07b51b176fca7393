import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { connectDatabase, type Database } from '../../lib/db/connect';
import { migrateDatabase } from '../../prisma/migrate';
import { openLease } from '../../supervisor/cluster/lease';
import { locateCluster } from '../../supervisor/cluster/location';
import { readServerState, type ServerSettings } from '../../supervisor/cluster/postgres';
import type { CleanUp } from './clean-up';

export interface BenchCluster {
  /** Process id of the server, the root of its processes. */
  readonly serverPid: number;
  /** For anything else the benchmark puts on disk. */
  readonly folder: string;
  /** A migrated, empty database. */
  createDatabase(name: string): Promise<string>;
}

/** Starts a cluster of its own, with the settings of a real installation, that `cleanUp` removes without trace. */
export async function openBenchCluster(
  cleanUp: CleanUp,
  settings: ServerSettings = {},
): Promise<BenchCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'furrow-bench-'));
  const location = locateCluster(folder);
  cleanUp.add(async () => {
    rmSync(location.home, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });
  const lease = await openLease({ dataDir: folder, settings });
  cleanUp.add(() => lease.release());
  const addressOf = (name: string) => {
    const address = new URL(lease.url);
    address.pathname = `/${name}`;
    return address.href;
  };
  return {
    serverPid: readServerState(location)?.pid ?? 0,
    folder,
    createDatabase: async (name) => {
      await execute(addressOf('postgres'), `create database ${name}`);
      await migrateDatabase(addressOf(name));
      return addressOf(name);
    },
  };
}

const POOL_CLOSE_MS = 3000;

/** A pool that `cleanUp` closes; after an interruption a statement may still run, which the server then ends. */
export function openPool(cleanUp: CleanUp, url: string, maxConnections: number): Database {
  const db = connectDatabase(url, { maxConnections, applicationName: 'furrow-bench' });
  cleanUp.add(() => Promise.race([db.close(), sleep(POOL_CLOSE_MS, undefined, { ref: false })]));
  return db;
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
