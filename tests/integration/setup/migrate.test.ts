import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateDatabase } from '@/prisma/migrate';
import { createBareDatabase, type TestDatabase } from '../../support/database';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createBareDatabase();
  folder = mkdtempSync(join(tmpdir(), 'furrow-migrations-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

function writeMigration(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

async function query<T extends object>(sql: string): Promise<T[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('migrateDatabase', () => {
  it('applies the migrations of the project once, with the rows Prisma expects', async () => {
    const applied = await migrateDatabase(database.url);
    expect(applied.length).toBeGreaterThan(0);
    expect(await migrateDatabase(database.url)).toEqual([]);
    const rows = await query<Record<string, unknown>>('select * from _prisma_migrations order by started_at');
    expect(rows.map((row) => row.migration_name)).toEqual(applied);
    for (const row of rows) {
      expect(row).toMatchObject({ applied_steps_count: 1, rolled_back_at: null, logs: null });
      expect(row.checksum).toMatch(/^[0-9a-f]{64}$/);
      expect(row.finished_at).toBeInstanceOf(Date);
    }
    expect(await query("select 1 from information_schema.tables where table_schema = 'pgboss'")).not.toEqual(
      [],
    );
  });

  it('applies in the order of the names, new ones later', async () => {
    writeMigration('2_second', 'alter table t add column b int');
    writeMigration('1_first', 'create table t (a int)');
    expect(await migrateDatabase(database.url, { folder })).toEqual(['1_first', '2_second']);
    writeMigration('3_third', 'alter table t add column c int');
    expect(await migrateDatabase(database.url, { folder })).toEqual(['3_third']);
  });

  it('lets runs at the same time wait for each other', async () => {
    writeMigration('1_first', 'create table t (a int); select pg_sleep(0.2)');
    const runs = await Promise.all([1, 2, 3].map(() => migrateDatabase(database.url, { folder })));
    expect(runs.flat()).toEqual(['1_first']);
  });

  it('refuses a migration that was changed after it had been applied', async () => {
    writeMigration('1_first', 'create table t (a int)');
    await migrateDatabase(database.url, { folder });
    writeMigration('1_first', 'create table t (a bigint)');
    writeMigration('2_second', 'create table u (a int)');
    await expect(migrateDatabase(database.url, { folder })).rejects.toMatchObject({
      code: 'migration_changed',
      message: expect.stringContaining('1_first was changed after it had been applied'),
    });
    expect(await query("select 1 from information_schema.tables where table_name = 'u'")).toEqual([]);
  });

  it('applies nothing of a migration that fails, keeps its reason, and refuses to go on', async () => {
    writeMigration('1_first', 'create table t (a int); select no_such_function()');
    const failure = { code: 'migration_failed', message: expect.stringContaining('no_such_function') };
    await expect(migrateDatabase(database.url, { folder })).rejects.toMatchObject(failure);
    expect(await query("select 1 from information_schema.tables where table_name = 't'")).toEqual([]);
    await expect(migrateDatabase(database.url, { folder })).rejects.toMatchObject(failure);
    await query('update _prisma_migrations set rolled_back_at = now()');
    writeMigration('1_first', 'create table t (a int)');
    expect(await migrateDatabase(database.url, { folder })).toEqual(['1_first']);
  });

  it('refuses a database that a newer version has migrated', async () => {
    writeMigration('1_first', 'create table t (a int)');
    await migrateDatabase(database.url, { folder });
    rmSync(join(folder, '1_first'), { recursive: true });
    await expect(migrateDatabase(database.url, { folder })).rejects.toMatchObject({
      code: 'migration_unknown',
    });
  });
});
