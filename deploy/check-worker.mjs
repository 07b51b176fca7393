// Health of the worker on this host, for containers: ends with 0 when the database has heard of it within 15 seconds.
// Plain Node without the rest of Furrow, because it runs every few seconds.
import { hostname } from 'node:os';
import pg from 'pg';

const client = new pg.Client({
  connectionString: process.env.DATABASE_URL,
  application_name: 'furrow-check',
  connectionTimeoutMillis: 4000,
  query_timeout: 4000,
});
try {
  await client.connect();
  const { rowCount } = await client.query(
    `select from worker where host = $1 and stopped_at is null and seen_at > now() - interval '15 seconds' limit 1`,
    [hostname()],
  );
  process.exitCode = rowCount === 1 ? 0 : 1;
} catch {
  process.exitCode = 1;
} finally {
  await client.end().catch(() => undefined);
}
