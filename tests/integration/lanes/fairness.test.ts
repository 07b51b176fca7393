import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/connect';
import { releaseLane } from '@/lib/db/sql/release-lane';
import { takeLane } from '@/lib/db/sql/take-lane';
import type { LaneHold } from '@/lib/domain/lane';
import { addWorker } from '@/tests/support/attempt-records';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';
import { seedBatch } from '@/tests/support/seed-batch';

let test: TestDatabase;
let db: Database;
let worker: string;

beforeAll(async () => {
  test = await createTestDatabase();
  db = connectDatabase(test.url, { maxConnections: 4, applicationName: 'fairness-test' });
  worker = await addWorker(db);
});
afterEach(() => db.pool.query('delete from batch'));
afterAll(async () => {
  await db.close();
  await test.drop();
});

async function take(): Promise<LaneHold> {
  const hold = await takeLane(db.pool, worker);
  if (!hold) throw new Error('no lane was free');
  return hold;
}

/** The batches that one slot serves, slice after slice. */
async function serve(slices: number): Promise<string[]> {
  const served: string[] = [];
  for (let n = 0; n < slices; n += 1) {
    const hold = await take();
    served.push(hold.batchId);
    await releaseLane(db.pool, hold);
  }
  return served;
}

it('gives a batch that starts beside a large one the next slot that is given back, with one slot', async () => {
  await seedBatch(db, { rows: 200, settings: { concurrency: 100 } });
  const running = await take();
  const small = await seedBatch(db, { rows: 1 });
  await releaseLane(db.pool, running);
  expect((await serve(1))[0]).toBe(small);
});

it('gives a batch that starts beside a large one the next slot that is given back, with many', async () => {
  await seedBatch(db, { rows: 200, settings: { concurrency: 8 } });
  const running: LaneHold[] = [];
  for (let n = 0; n < 4; n += 1) running.push(await take());
  const small = await seedBatch(db, { rows: 1 });
  await releaseLane(db.pool, running[0] as LaneHold);
  expect((await take()).batchId).toBe(small);
});

it('serves two batches in turn', async () => {
  const first = await seedBatch(db, { rows: 50, settings: { concurrency: 20 } });
  const second = await seedBatch(db, { rows: 50 });
  const served = await serve(8);
  expect(served.filter((id) => id === first)).toHaveLength(4);
  expect(served.filter((id) => id === second)).toHaveLength(4);
});

it('shares slots between owners, not between their batches', async () => {
  for (let n = 0; n < 3; n += 1) {
    await seedBatch(db, { rows: 50, ownerId: 'many', settings: { concurrency: 4 } });
  }
  const alone = await seedBatch(db, { rows: 50, ownerId: 'one', settings: { concurrency: 4 } });
  const holds = [await take(), await take(), await take(), await take()];
  expect(holds.filter((hold) => hold.batchId === alone)).toHaveLength(2);
});

it('serves a higher priority first', async () => {
  await seedBatch(db, { rows: 50, settings: { concurrency: 4 } });
  const urgent = await seedBatch(db, { rows: 50, settings: { concurrency: 2, priority: 10 } });
  const holds = [await take(), await take(), await take()];
  expect(holds.map((hold) => hold.batchId === urgent)).toEqual([true, true, false]);
});
