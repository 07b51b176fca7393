import type { Pool } from 'pg';

// Of this very session: what vacuum or a checkpoint touches meanwhile is not in it.
const SQL = `
select coalesce(sum(hits + reads), 0)::bigint as touched from pg_stat_get_backend_io(pg_backend_pid())
 where object = 'relation'`;
// Of the whole database, for servers that keep no such figures of a session: right only while nobody else works in it.
const SQL_BEFORE_18 = `
select (blks_hit + blks_read)::bigint as touched from pg_stat_database where datname = current_database()`;

/** Shared buffers the pool's session has touched so far (found in memory or read). Only for a pool of one connection. */
export async function readTouchedBuffers(pool: Pool): Promise<number> {
  // Takes effect when the statement that asks for it has ended.
  await pool.query('select pg_stat_force_next_flush()');
  const { rows: server } = await pool.query<{ version: number }>(
    `select current_setting('server_version_num')::int as version`,
  );
  const sql = (server[0]?.version ?? 0) >= 180000 ? SQL : SQL_BEFORE_18;
  const { rows } = await pool.query<{ touched: string }>(sql);
  return Number(rows[0]?.touched ?? 0);
}
