import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/connect';
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
});
