import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import type { ClusterLocation } from './location';
import { clusterRole, readServerState } from './postgres';

/** The address of a database of the running cluster, with its password. */
export function databaseUrl(location: ClusterLocation, database: string): string {
  const state = readServerState(location);
  if (!state) throw new Error(`PostgreSQL in ${location.data} has no pid file: was it stopped from outside?`);
  const password = readFileSync(location.passwordFile, 'utf8');
  return `postgresql://${clusterRole}:${password}@127.0.0.1:${state.port}/${database}`;
}

/** How many programs are connected to the cluster; 0 also when it cannot be asked. */
export async function countSessions(location: ClusterLocation): Promise<number> {
  try {
    const client = new Client({ connectionString: databaseUrl(location, 'postgres') });
    await client.connect();
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    await client.end();
    return rows[0]?.count ?? 0;
  } catch {
    return 0;
  }
}
