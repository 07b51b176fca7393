import { afterAll, beforeAll, expect, it } from 'vitest';
import { readTouchedBuffers } from '@/bench/claims/buffer-meter';
import { connectDatabase, type Database } from '@/lib/db/connect';
import { claimJob } from '@/lib/db/sql/claim-job';
import { recordAttempt } from '@/lib/db/sql/record-attempt';
import { addWorker, attemptRecord, takeAndClaim } from '../../support/attempt-records';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { seedBatch } from '../../support/seed-batch';

// Walking through the pending rows' index alone touches over 500.
const ROWS = 40_000;
const MOST_BUFFERS = 200;
const CLAIMS = 8;

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  // Buffers are counted for one session.
  db = connectDatabase(database.url, { maxConnections: 1, applicationName: 'claim-cost' });
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

it.each([1, 4])(
  'claims and records at a constant cost in a fresh batch, %i lanes',
  async (concurrency) => {
    await db.prisma.batch.updateMany({ data: { state: 'paused', reason: 'person' } });
    await seedBatch(db, { rows: ROWS, settings: { concurrency } });
    // No statistics yet: the planner knows nothing of the 40,000 rows.
    const { hold, claim } = await takeAndClaim(db, await addWorker(db));
    let rowIndex = claim;
    let before = 0;
    for (let n = 0; n <= CLAIMS; n += 1) {
      if (n === 1) before = await readTouchedBuffers(db.pool);
      const record = attemptRecord(rowIndex, { state: 'completed' });
      expect(await recordAttempt(db.pool, hold, record, { breakAtEqualFailures: 10 })).toBe(true);
      const answer = await claimJob(db.pool, hold);
      if (answer.kind !== 'claimed') throw new Error(`claim said ${answer.kind}`);
      rowIndex = answer.claim;
    }
    const touched = (await readTouchedBuffers(db.pool)) - before;
    expect(touched / CLAIMS).toBeLessThan(MOST_BUFFERS);
  },
  60_000,
);
