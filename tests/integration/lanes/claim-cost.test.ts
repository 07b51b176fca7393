import { afterAll, beforeAll, expect, it } from 'vitest';
import { readTouchedBuffers } from '@/bench/claims/buffer-meter';
import { connectDatabase, type Database } from '@/lib/db/connect';
import { claimJob } from '@/lib/db/sql/claim-job';
import { recordAttempt } from '@/lib/db/sql/record-attempt';
import { releaseLane } from '@/lib/db/sql/release-lane';
import { takeLane } from '@/lib/db/sql/take-lane';
import type { BatchSettingsInput } from '@/lib/domain/batch-settings';
import type { ClaimAnswer, LaneHold } from '@/lib/domain/lane';
import { addWorker, attemptRecord, takeAndClaim } from '../../support/attempt-records';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { type SeedOptions, seedBatch } from '../../support/seed-batch';

// Walking through the pending rows' index alone touches over 500.
const ROWS = 40_000;
const MOST_BUFFERS = 200;
const CLAIMS = 8;

const BATCHES = 40;
const TAKES = 8;
// Asking each batch for its lanes by itself touches 300.
const MOST_BUFFERS_A_TAKE = 230;

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  // Buffers are counted for one session.
  db = connectDatabase(database.url, { maxConnections: 1, applicationName: 'claim-cost' });
  await db.prisma.targetHost.create({ data: { host: 'shop.example', perSecond: 1000 } });
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

/** A rate of one row a millisecond may still say no. */
async function claimInTime(hold: LaneHold): Promise<ClaimAnswer> {
  const answer = await claimJob(db.pool, hold);
  return answer.kind === 'refused' ? claimInTime(hold) : answer;
}

// The rows of the second account come after 20,000 of the first.
const halves = `'account ' || (n > ${ROWS / 2})::int`;

it.each<[string, BatchSettingsInput, Partial<SeedOptions>]>([
  ['1 lane', { concurrency: 1 }, {}],
  ['4 lanes', { concurrency: 4 }, {}],
  ['a rate', { concurrency: 4, rate_per_minute: 60_000 }, {}],
  ['a limited host', { concurrency: 4 }, { host: 'shop.example' }],
  ['one row at a time per account', { concurrency: 4, account_column: 'name' }, { cellSql: halves }],
])(
  'claims and records at a constant cost in a fresh batch: %s',
  async (_name, settings, seed) => {
    await db.prisma.batch.updateMany({ data: { state: 'paused', reason: 'person' } });
    await seedBatch(db, { rows: ROWS, settings, ...seed });
    // No statistics yet: the planner knows nothing of the 40,000 rows.
    const { hold, claim } = await takeAndClaim(db, await addWorker(db));
    let rowIndex = claim;
    let before = 0;
    for (let n = 0; n <= CLAIMS; n += 1) {
      if (n === 1) before = await readTouchedBuffers(db.pool);
      const record = attemptRecord(rowIndex, { state: 'completed' });
      expect(await recordAttempt(db.pool, hold, record, { breakAtEqualFailures: 10 })).toBe(true);
      const answer = await claimInTime(hold);
      if (answer.kind !== 'claimed') throw new Error(`claim said ${answer.kind}`);
      rowIndex = answer.claim;
    }
    const touched = (await readTouchedBuffers(db.pool)) - before;
    expect(touched).toBeGreaterThan(0);
    expect(touched / CLAIMS).toBeLessThan(MOST_BUFFERS);
  },
  60_000,
);

it('takes a lane at a cost that hardly grows with the batches that run', async () => {
  await db.prisma.batch.updateMany({ data: { state: 'paused', reason: 'person' } });
  const worker = await addWorker(db);
  for (let n = 0; n < BATCHES; n += 1) await seedBatch(db, { rows: 2, settings: { concurrency: 2 } });
  await db.pool.query('vacuum lane');
  const before = await readTouchedBuffers(db.pool);
  for (let n = 0; n < TAKES; n += 1) {
    const hold = await takeLane(db.pool, worker);
    if (!hold) throw new Error('No lane is free');
    await releaseLane(db.pool, hold);
  }
  const touched = (await readTouchedBuffers(db.pool)) - before;
  expect(touched / TAKES).toBeLessThan(MOST_BUFFERS_A_TAKE);
}, 60_000);
