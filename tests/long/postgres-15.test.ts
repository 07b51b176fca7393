import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Client } from 'pg';
import { expect, it } from 'vitest';
import { childEnvironment } from '@/lib/config/env';
import { findServerPrograms, startSystemCluster } from '@/tests/support/system-cluster';

/* Everything else runs on the PostgreSQL 18 that Furrow brings; this is the oldest that it promises to run on. */
const MAJOR = 15;
const SUITES = ['tests/integration/lanes', 'tests/integration/schema', 'tests/integration/runs'];
const programs = findServerPrograms(MAJOR);
if (!programs) {
  console.warn(
    `PostgreSQL ${MAJOR} is not on this machine, so nothing was tested on it: install it (Debian: postgresql-${MAJOR}), or set FURROW_TEST_POSTGRES_${MAJOR} to the folder of its programs.`,
  );
}

it.skipIf(!programs)(
  `lanes, schema and whole runs hold on PostgreSQL ${MAJOR}`,
  async () => {
    const cluster = await startSystemCluster(programs ?? '');
    try {
      const client = new Client({ connectionString: cluster.url });
      await client.connect();
      const { rows } = await client.query<{ server_version: string }>('show server_version');
      await client.end();
      expect(rows[0]?.server_version).toMatch(new RegExp(`^${MAJOR}\\.`));

      const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'integration', ...SUITES];
      const child = spawn(process.execPath, args, {
        env: childEnvironment({ FURROW_TEST_CLUSTER_URL: cluster.url }),
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      const [code] = (await once(child, 'exit')) as [number | null];
      console.log(`ran on PostgreSQL ${rows[0]?.server_version}`);
      expect(code).toBe(0);
    } finally {
      await cluster.destroy();
    }
  },
  20 * 60_000,
);
