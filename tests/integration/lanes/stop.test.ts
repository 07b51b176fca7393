import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/connect';
import { heldBatches } from '@/lib/db/sql/held-batches';
import { markCommit } from '@/lib/db/sql/mark-commit';
import { recordAttempt } from '@/lib/db/sql/record-attempt';
import { releaseLane } from '@/lib/db/sql/release-lane';
import { setStopping } from '@/lib/db/sql/set-stopping';
import { stopPendingJobs } from '@/lib/db/sql/stop-pending-jobs';
import { addWorker, attemptRecord, takeAndClaim } from '@/tests/support/attempt-records';
import { expectCountsHold } from '@/tests/support/batch-invariants';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';
import { seedBatch } from '@/tests/support/seed-batch';

let test: TestDatabase;
let db: Database;
beforeAll(async () => {
  test = await createTestDatabase();
  db = connectDatabase(test.url, { maxConnections: 5, applicationName: 'stop-test' });
});
afterAll(async () => {
  await db.close();
  await test.drop();
});

describe('a batch that is stopped while its last slice ends', () => {
  it.each(['stopped', 'completed'] as const)('finishes when its row ends as %s', async (state) => {
    const batchId = await seedBatch(db, { rows: 3 });
    const { hold, claim } = await takeAndClaim(db, await addWorker(db));
    await setStopping(db.pool, batchId);
    expect(await stopPendingJobs(db.pool, batchId)).toBe(2);
    await recordAttempt(db.pool, hold, attemptRecord(claim, { state }), { breakAtEqualFailures: 0 });
    await releaseLane(db.pool, hold);
    const batch = await db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } });
    expect([batch.state, batch.outcome]).toEqual(['finished', 'stopped']);
    await expectCountsHold(db, batchId);
  });

  it('finishes when its row is given back, or would be retried', async () => {
    const batchId = await seedBatch(db, { rows: 3 });
    const { hold, claim } = await takeAndClaim(db, await addWorker(db));
    await setStopping(db.pool, batchId);
    await stopPendingJobs(db.pool, batchId);
    const record = attemptRecord(claim, { state: 'pending', retryInSeconds: 30 });
    await recordAttempt(db.pool, hold, record, { breakAtEqualFailures: 0 });
    await releaseLane(db.pool, hold);
    const batch = await db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } });
    expect([batch.state, batch.outcome]).toEqual(['finished', 'stopped']);
    expect(await db.prisma.job.count({ where: { batchId, state: 'stopped' } })).toBe(3);
    await expectCountsHold(db, batchId);
  });
});

describe('a batch that is paused without waiting', () => {
  it('has its rows given back, and writes no commit mark any more', async () => {
    const batchId = await seedBatch(db, { rows: 3, settings: { concurrency: 2 } });
    const worker = await addWorker(db);
    const first = await takeAndClaim(db, worker);
    const second = await takeAndClaim(db, worker);
    expect(await markCommit(db.pool, first.hold, first.claim.rowIndex, 1)).toBe(true);
    await db.prisma.batch.update({
      where: { id: batchId },
      data: { state: 'paused', reason: 'person', givesBack: true },
    });
    expect(await markCommit(db.pool, second.hold, second.claim.rowIndex, 1)).toBe(false);
    const held = await heldBatches(db.pool, worker);
    expect(held.map((lane) => [lane.laneNo, lane.givesBack, lane.isCommitted]).sort()).toEqual([
      [first.hold.laneNo, true, true],
      [second.hold.laneNo, true, false],
    ]);
    await db.pool.query('delete from batch where id = $1', [batchId]);
  });
});
