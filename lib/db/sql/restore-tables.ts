import type { PoolClient } from 'pg';
import type { Queryable } from '../transaction';
import { type BackupTable, quotedName } from './backup-tables';

const FOREIGN_KEYS = `
select conrelid::regclass::text as table_name, conname as name, pg_get_constraintdef(oid) as definition
  from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`;

const SEQUENCES = `
select quote_ident(c.relname) as table_name, quote_ident(a.attname) as column_name,
       pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
 where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
   and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null`;

interface ForeignKey {
  readonly table_name: string;
  readonly name: string;
  readonly definition: string;
}

/** Whether an installation holds anything that somebody would miss. */
export async function isEmptyInstallation(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ taken: boolean }>(
    `select exists (select from "user") or exists (select from batch) or exists (select from upload)
         or exists (select from automation) or exists (select from secret) as taken`,
  );
  return rows[0]?.taken === false;
}

/**
 * Empties all tables and lets `load` fill them: rows come in any order and set nothing off. Afterwards every reference is checked and
 * numbers go on where they were. Runs inside the caller's transaction.
 */
export async function refillTables(
  client: PoolClient,
  tables: readonly BackupTable[],
  load: () => Promise<void>,
): Promise<void> {
  const own = tables.filter(({ name }) => !name.includes('.')).map(({ name }) => quotedName(name));
  const keys = (await client.query<ForeignKey>(FOREIGN_KEYS)).rows;
  for (const key of keys) await client.query(`alter table ${key.table_name} drop constraint "${key.name}"`);
  for (const name of own) await client.query(`alter table ${name} disable trigger user`);
  await client.query(`truncate ${own.join(', ')}`);
  await client.query('delete from pgboss.job');
  await load();
  await setSequences(client);
  for (const name of own) await client.query(`alter table ${name} enable trigger user`);
  for (const { table_name: table, name, definition } of keys) {
    await client.query(`alter table ${table} add constraint "${name}" ${definition}`);
  }
}

async function setSequences(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ table_name: string; column_name: string; sequence: string }>(
    SEQUENCES,
  );
  for (const { table_name: table, column_name: column, sequence } of rows) {
    await client.query(
      `select setval($1::regclass, coalesce((select max(${column}) from ${table}), 0) + 1, false)`,
      [sequence],
    );
  }
}
