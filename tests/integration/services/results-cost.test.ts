import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/connect';
import { readResultPages } from '@/lib/db/sql/read-results';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { seedBatch } from '../../support/seed-batch';

const ROWS = 10_000;
const PAGE_ROWS = 1000;

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  // A session's own counters are written down when it asks for it.
  db = connectDatabase(database.url, { maxConnections: 1, applicationName: 'results-cost' });
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

/** Rows of files that were read so far, off the index or one after the other. */
async function readFileRows(): Promise<number> {
  await db.pool.query('select pg_stat_force_next_flush()');
  const { rows } = await db.pool.query<{ count: number }>(
    `select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as count
       from pg_stat_user_tables where relname = 'upload_row'`,
  );
  return rows[0]?.count ?? Number.NaN;
}

it('reads the rows of a page alone, which it counts too, of a file that nothing is known of', async () => {
  const batchId = await seedBatch(db, { rows: ROWS, isStarted: false });
  const pages = readResultPages(db.pool, { batchId });
  const readBefore = await readFileRows();
  expect((await pages.next()).value).toHaveLength(PAGE_ROWS);
  expect((await pages.next()).value).toHaveLength(PAGE_ROWS);
  expect((await readFileRows()) - readBefore).toBeLessThanOrEqual(2 * 2 * PAGE_ROWS);
});

it('goes on behind pages without a row of the states asked for, and behind a gap', async () => {
  const batchId = await seedBatch(db, { rows: 2 * PAGE_ROWS + 1, isStarted: false });
  await db.pool.query(
    `delete from upload_row using batch where batch.id = $1 and upload_row.upload_id = batch.upload_id
       and row_index between 10 and ${2 * PAGE_ROWS - 1}`,
    [batchId],
  );
  await db.pool.query(`update job set state = 'failed' where batch_id = $1 and row_index = $2`, [
    batchId,
    2 * PAGE_ROWS,
  ]);
  const found: number[] = [];
  for await (const page of readResultPages(db.pool, { batchId, states: ['failed'] }))
    found.push(...page.map((row) => row.rowIndex));
  expect(found).toEqual([2 * PAGE_ROWS]);
});
