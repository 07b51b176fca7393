import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/connect';
import { recordAttempt } from '@/lib/db/sql/record-attempt';
import { setJobState } from '@/lib/db/sql/set-job-state';
import { knownGroups } from '@/lib/services/batches/known-groups';
import { addWorker, attemptRecord, takeAndClaim } from '../../support/attempt-records';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { seedBatch } from '../../support/seed-batch';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  db = connectDatabase(database.url, { maxConnections: 2, applicationName: 'known-groups' });
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

it('counts failure groups once for all who look, and anew when a row has moved', async () => {
  const batchId = await seedBatch(db, { rows: 3, settings: { concurrency: 1 } });
  const count = async () => (await knownGroups(db, batchId))[0]?.count ?? 0;
  const { hold, claim } = await takeAndClaim(db, await addWorker(db));
  expect(await count()).toBe(0);
  await recordAttempt(db.pool, hold, attemptRecord(claim, { state: 'failed' }), { breakAtEqualFailures: 10 });

  const [one, other] = await Promise.all([knownGroups(db, batchId), knownGroups(db, batchId)]);
  expect(one[0]?.count).toBe(1);
  expect(await knownGroups(db, batchId)).toBe(one);
  expect(other).toEqual(one);

  // Back to where the counters were before: what was counted then is not shown again.
  await setJobState(db.pool, { batchId, rowIndex: claim.rowIndex }, 'failed', 'pending', null);
  expect(await count()).toBe(0);
});
