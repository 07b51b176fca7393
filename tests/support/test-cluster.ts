import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrateDatabase } from '../../prisma/migrate';
import { type Lease, openLease } from '../../supervisor/cluster/lease';
import { type ClusterLocation, locateCluster } from '../../supervisor/cluster/location';
import { readServerState } from '../../supervisor/cluster/postgres';
import { waitFor } from './wait-for';

export const templateDatabase = 'furrow_template';

// The cluster is thrown away: what protects data from a power cut only costs time here.
const throwAwaySettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
};

export type TestCluster = {
  /** Of the maintenance database; other databases differ in their path only. */
  readonly url: string;
  /** SIGKILL for the server; settles when its guardian has started it again and it answers. */
  killServer(): Promise<void>;
  /** Stops the server and removes every file of it. */
  destroy(): Promise<void>;
};

/** Starts a cluster of its own for one test run, with a migrated template database. */
export async function startTestCluster(): Promise<TestCluster> {
  const dataDir = mkdtempSync(join(tmpdir(), 'furrow-test-'));
  const home = locateCluster(dataDir).home;
  let lease: Lease | null = null;
  const destroy = async (): Promise<void> => {
    await lease?.release();
    rmSync(home, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    lease = await openLease({ dataDir, settings: throwAwaySettings });
    const url = databaseAt(lease.url, 'postgres');
    await createTemplate(url);
    return { url, destroy, killServer: () => killServer(locateCluster(dataDir), url) };
  } catch (error) {
    await destroy();
    throw error;
  }
}

/** A cluster that somebody else has started for this run, and removes. */
export async function givenCluster(url: string): Promise<TestCluster> {
  await createTemplate(url);
  return { url, destroy: async () => undefined, killServer: refuseToKill };
}

async function createTemplate(url: string): Promise<void> {
  await execute(url, `create database ${templateDatabase}`);
  await migrateDatabase(databaseAt(url, templateDatabase));
}

function refuseToKill(): Promise<never> {
  return Promise.reject(new Error('A server that somebody else has started is not killed.'));
}

async function killServer(location: ClusterLocation, url: string): Promise<void> {
  const killed = readServerState(location)?.pid;
  if (!killed) throw new Error('The server does not run.');
  process.kill(killed, 'SIGKILL');
  await waitFor('the server to be back', 30_000, () => {
    const pid = readServerState(location)?.pid;
    if (!pid || pid === killed) return false;
    return execute(url, 'select 1').then(
      () => true,
      () => false,
    );
  });
}

export function databaseAt(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

export async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
