import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/connect';
import { claimJob } from '@/lib/db/sql/claim-job';
import { recordAttempt } from '@/lib/db/sql/record-attempt';
import { restLane } from '@/lib/db/sql/rest-lane';
import { takeLane } from '@/lib/db/sql/take-lane';
import { setRunning } from '@/lib/db/sql/wake-batch';
import type { Decision } from '@/lib/domain/retry-policy';
import { addWorker, attemptRecord } from '@/tests/support/attempt-records';
import { expectCountsHold } from '@/tests/support/batch-invariants';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';
import { seedBatch } from '@/tests/support/seed-batch';

const NO_BRAKE = { breakAtEqualFailures: 0 };

let test: TestDatabase;
let db: Database;
let worker: string;

beforeAll(async () => {
  test = await createTestDatabase();
  db = connectDatabase(test.url, { maxConnections: 10, applicationName: 'canary-test' });
  worker = await addWorker(db);
});

afterAll(async () => {
  await db.close();
  await test.drop();
});

/** Works on all lanes at once until no lane can be taken; gives the rows that ran, in the order of their claims. */
async function runDry(lanes: number, decide: (row: number) => Decision): Promise<number[]> {
  const ran: number[] = [];
  const runLane = async () => {
    for (let hold = await takeLane(db.pool, worker); hold; hold = await takeLane(db.pool, worker)) {
      for (;;) {
        const answer = await claimJob(db.pool, hold);
        if (answer.kind !== 'claimed') break;
        ran.push(answer.claim.rowIndex);
        const record = attemptRecord(answer.claim, decide(answer.claim.rowIndex));
        await recordAttempt(db.pool, hold, record, NO_BRAKE);
      }
      await restLane(db.pool, hold);
    }
  };
  await Promise.all(Array.from({ length: lanes }, runLane));
  return ran;
}

function readBatch(id: string) {
  return db.prisma.batch.findUniqueOrThrow({ where: { id } });
}

const completed: Decision = { state: 'completed' };

it.each([1, 4])('runs exactly the first rows, then waits, with %i lanes', async (concurrency) => {
  const batchId = await seedBatch(db, { rows: 30, settings: { concurrency, canary: 7 } });
  const ran = await runDry(concurrency, (row) => (row === 2 ? { state: 'failed' } : completed));
  expect(ran.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(await readBatch(batchId)).toMatchObject({
    state: 'waiting',
    reason: 'canary',
    reasonText: 'The first 7 rows have run: 6 completed, 1 failed',
  });
  expect(await setRunning(db.pool, batchId, ['paused', 'waiting'])).toBe(true);
  expect(await runDry(concurrency, () => completed)).toHaveLength(23);
  expect((await readBatch(batchId)).state).toBe('finished');
  await expectCountsHold(db, batchId);
});

it('waits again after rows of the canary were retried', async () => {
  const batchId = await seedBatch(db, { rows: 5, settings: { canary: 1 } });
  await runDry(1, () => ({ state: 'failed' }));
  await db.pool.query(
    `update job set state = 'pending', run_at = now(), ended_at = null where batch_id = $1 and state = 'failed'`,
    [batchId],
  );
  await db.pool.query(
    'update batch_bucket set pending = 1, failed = 0 where batch_id = $1 and bucket_no = 0',
    [batchId],
  );
  await setRunning(db.pool, batchId, ['waiting'], false);
  expect(await runDry(1, () => completed)).toEqual([0]);
  expect(await readBatch(batchId)).toMatchObject({
    state: 'waiting',
    reasonText: 'The first row has run: it completed',
  });
  await db.pool.query('delete from batch where id = $1', [batchId]);
});

it('does not wait when the canary is the whole batch', async () => {
  const batchId = await seedBatch(db, { rows: 3, settings: { canary: 3 } });
  await runDry(1, () => completed);
  expect((await readBatch(batchId)).state).toBe('finished');
});
