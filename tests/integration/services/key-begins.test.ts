import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/connect';
import { insertJobKeys } from '@/lib/db/sql/job-keys';
import { listJobItems } from '@/lib/db/sql/list-jobs';
import { JOB_STATES } from '@/lib/domain/job-state';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { seedBatch } from '../../support/seed-batch';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  // A session's own counters are written down when it asks for it.
  db = connectDatabase(database.url, { maxConnections: 1, applicationName: 'key-begins' });
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

async function seedKeys(rows: number, cellSql: string): Promise<string> {
  const settings = { key_column: 'name' };
  const id = await seedBatch(db, { rows, cellSql, settings, isStarted: false });
  await insertJobKeys(db.pool, id);
  return id;
}

/** The first rows whose key begins so, found by the key, or one by one. */
async function rowsOf(batchId: string, keyPrefix: string, few: 'key' | null = 'key'): Promise<number[]> {
  const { items } = await listJobItems(db.pool, {
    ...{ batchId, bucketSize: 1, few, filter: { keyPrefix }, wanted: 100, limit: few ? 100 : 1000 },
    stretch: { states: JOB_STATES, key: 'row', direction: 'asc' },
  });
  return items.map(({ rowIndex }) => rowIndex);
}

it('finds keys that begin with any characters, and no others', async () => {
  const starts = ['a', 'A', 'A%', 'A_', 'A\\', 'Ä', '\ud7ff', '\ue000', '😀', '\u{10ffff}', 'z\u{10ffff}'];
  const keys = starts.flatMap((start) => [start, `${start}1`, `${start}\u{10ffff}`]);
  const list = keys.map((key) => `U&'${toEscapes(key)}'`).join(', ');
  const id = await seedKeys(keys.length, `(array[${list}])[n]`);
  for (const start of starts) {
    const wanted = keys.flatMap((key, row) => (key.startsWith(start) ? [row] : []));
    expect(await rowsOf(id, start), start).toEqual(wanted);
    expect(await rowsOf(id, start, null), start).toEqual(wanted);
  }
});

function toEscapes(text: string): string {
  return Array.from(text, (one) => `\\+${one.codePointAt(0)?.toString(16).padStart(6, '0')}`).join('');
}

/** Keys that were read so far, of the index or the table. */
async function readKeys(): Promise<number> {
  await db.pool.query('select pg_stat_force_next_flush()');
  const { rows } = await db.pool.query<{ count: number }>(
    `select (t.seq_tup_read + i.count)::int as count from pg_stat_user_tables t,
            (select sum(idx_tup_read) as count from pg_stat_user_indexes where relname = 'job_key') i
      where t.relname = 'job_key'`,
  );
  return rows[0]?.count ?? Number.NaN;
}

it('passes no other key of the batch on the way, wherever in the file they are', async () => {
  const [rows, found] = [10_000, 3000];
  const id = await seedKeys(rows, `case when n > ${rows - found} then 'Z' else 'A' end || n`);
  await db.pool.query('vacuum analyze job_key');
  // As where the table holds many more batches.
  await db.pool.query('set enable_seqscan = off');
  const before = await readKeys();
  expect(await rowsOf(id, 'Z')).toHaveLength(100);
  expect((await readKeys()) - before).toBe(found);
});
