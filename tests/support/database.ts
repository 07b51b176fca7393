import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { databaseAt, execute, templateDatabase } from './test-cluster';

export type TestDatabase = {
  readonly url: string;
  /** Removes the database; fails when the test has left a connection open. */
  drop(): Promise<void>;
};

/** A migrated, empty database of one test file. Call it in `beforeAll`, and `drop` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return create(` template ${templateDatabase}`);
}

/** A database without any table, for tests of the migrations. */
export async function createBareDatabase(): Promise<TestDatabase> {
  return create('');
}

async function create(options: string): Promise<TestDatabase> {
  const clusterUrl = inject('clusterUrl');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await execute(clusterUrl, `create database ${name}${options}`);
  return {
    url: databaseAt(clusterUrl, name),
    drop: async () => {
      const open = await listConnections(clusterUrl, name);
      await execute(clusterUrl, `drop database if exists ${name} with (force)`);
      if (open.length > 0)
        throw new Error(`The test left ${open.length} connections open: ${open.join(', ')}`);
    },
  };
}

/** Who is still connected. The server notices the end of a connection a moment after the client, hence two looks. */
async function listConnections(clusterUrl: string, database: string): Promise<string[]> {
  const client = new Client({ connectionString: clusterUrl });
  await client.connect();
  try {
    let names: string[] = [];
    for (let look = 0; look < 20; look++) {
      const { rows } = await client.query<{ name: string }>(
        `select coalesce(nullif(application_name, ''), 'unnamed') as name from pg_stat_activity
         where datname = $1 and backend_type = 'client backend'`,
        [database],
      );
      names = rows.map((row) => row.name);
      if (names.length === 0) break;
      await client.query('select pg_sleep(0.05)');
    }
    return names;
  } finally {
    await client.end();
  }
}
