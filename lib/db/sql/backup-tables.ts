import type { Readable, Writable } from 'node:stream';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Queryable } from '../transaction';

/** A table of a backup: `job`, or `pgboss.job` for messages that wait. */
export interface BackupTable {
  readonly name: string;
  readonly columns: readonly string[];
}

const QUEUE_TABLE = 'pgboss.job';

const TABLES = `
select case when n.nspname = 'public' then c.relname else n.nspname || '.' || c.relname end as name,
       array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
 where (n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
        and c.relname <> '_prisma_migrations')
    or (n.nspname = 'pgboss' and c.relname = 'job')
 group by 1 order by 1`;

/** The tables that make an installation, by name. What is only of the moment (unlogged) is not among them. */
export async function listBackupTables(db: Queryable): Promise<BackupTable[]> {
  return (await db.query<BackupTable>(TABLES)).rows;
}

/** What a database's schema is: migrations applied, and the version of the queue. */
export async function readSchemaVersion(db: Queryable): Promise<string[]> {
  const migrations = `select migration_name as name from _prisma_migrations
    where finished_at is not null and rolled_back_at is null order by 1`;
  const { rows } = await db.query<{ name: string }>(migrations);
  const queue = await db.query<{ version: number }>('select version from pgboss.version');
  return [...rows.map(({ name }) => name), `queue ${queue.rows[0]?.version ?? 0}`];
}

/** Runs `work` on one state of the database, whatever is written meanwhile. */
export async function inSnapshot<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    return await work(client);
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}

/** A table's rows as COPY text. */
export function copyTableOut(client: PoolClient, table: BackupTable): Readable {
  const waiting = table.name === QUEUE_TABLE ? ` where state < 'completed'` : '';
  const query = `copy (select ${columnsOf(table)} from ${quotedName(table.name)}${waiting}) to stdout`;
  return client.query(copyTo(query));
}

/** Takes COPY text into a table. */
export function copyTableIn(client: PoolClient, table: BackupTable): Writable {
  return client.query(copyFrom(`copy ${quotedName(table.name)} (${columnsOf(table)}) from stdin`));
}

function columnsOf({ columns }: BackupTable): string {
  return columns.map(quoted).join(', ');
}

export function quotedName(name: string): string {
  return name.split('.').map(quoted).join('.');
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
