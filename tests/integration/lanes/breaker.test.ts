import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/connect';
import { claimJob } from '@/lib/db/sql/claim-job';
import { recordAttempt } from '@/lib/db/sql/record-attempt';
import { takeLane } from '@/lib/db/sql/take-lane';
import { setRunning } from '@/lib/db/sql/wake-batch';
import type { Failure } from '@/lib/domain/failure';
import { addWorker, attemptRecord } from '@/tests/support/attempt-records';
import { expectCountsHold } from '@/tests/support/batch-invariants';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';
import { seedBatch } from '@/tests/support/seed-batch';

let test: TestDatabase;
let db: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  db = connectDatabase(test.url, { maxConnections: 5, applicationName: 'breaker-test' });
});

afterAll(async () => {
  await db.close();
  await test.drop();
});

/** Fails (null: completes) rows one after the other until the batch gives none; says how many it gave. */
async function endRows(
  batchId: string,
  failures: (Failure | null)[],
  breakAt: number,
  rate = 0,
): Promise<number> {
  const hold = await takeLane(db.pool, await addWorker(db));
  if (!hold) throw new Error('no lane');
  let ended = 0;
  for (const failure of failures) {
    const answer = await claimJob(db.pool, hold);
    if (answer.kind !== 'claimed') break;
    const decision = failure ? ({ state: 'failed' } as const) : ({ state: 'completed' } as const);
    const record = attemptRecord(answer.claim, decision, failure ?? undefined);
    await recordAttempt(db.pool, hold, record, {
      breakAtEqualFailures: breakAt,
      breakAtFailureRate: rate,
    });
    ended += 1;
  }
  await expectCountsHold(db, batchId);
  return ended;
}

const mismatch: Failure = { kind: 'page_mismatch', code: 'missing', message: 'Button not found', step: 1 };
const rejected: Failure = { kind: 'target_rejected', code: 'no', message: 'No such order', step: 1 };
const blocked: Failure = { kind: 'blocked', code: 'blocked', message: 'Address not allowed', step: 1 };
const login: Failure = { kind: 'needs_person', code: 'login', message: 'Please sign in', step: 1 };

function times(count: number, failure: Failure | null): (Failure | null)[] {
  return Array.from({ length: count }, () => failure);
}

describe('the breaker', () => {
  it.each([
    ['pauses after the set number of equal failures in a row', times(20, mismatch), 10, 10, 'breaker'],
    ['starts over at a completed row', [...times(9, mismatch), null, ...times(9, mismatch)], 10, 19, null],
    ['does not count what the site refuses for good reason', times(20, rejected), 10, 20, null],
    ['is off at 0', times(20, mismatch), 0, 20, null],
    ['pauses at the first failure that every row would share', times(20, blocked), 10, 1, 'breaker'],
    ['pauses at the second lost login', times(20, login), 10, 2, 'login'],
  ])('%s', async (_name, failures, breakAt, expectedRows, reason) => {
    const batchId = await seedBatch(db, { rows: 25 });
    expect(await endRows(batchId, failures, breakAt)).toBe(expectedRows);
    const batch = await db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } });
    expect(batch.reason).toBe(reason);
    expect(batch.state).toBe(reason ? 'paused' : 'running');
    await db.pool.query('delete from batch where id = $1', [batchId]);
  });

  it.each([
    ['pauses when the share is reached', [...times(8, null), ...times(12, mismatch)], 0.2, 10],
    ['counts what the site refuses', times(20, rejected), 0.5, 10],
    ['leaves a share below it alone', [...times(9, null), ...times(2, rejected), ...times(9, null)], 0.2, 20],
    ['is off at 0', times(20, rejected), 0, 20],
  ])('by failure rate: %s', async (_name, failures, rate, expectedRows) => {
    const batchId = await seedBatch(db, { rows: 25 });
    expect(await endRows(batchId, failures, 0, rate)).toBe(expectedRows);
    const batch = await db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } });
    expect(batch.state).toBe(expectedRows < 20 ? 'paused' : 'running');
    if (expectedRows < 20) expect(batch.reasonText).toMatch(/^\d+ of 10 rows failed or are unconfirmed/);
    await db.pool.query('delete from batch where id = $1', [batchId]);
  });

  it('by failure rate: counts anew after a person let the batch go on', async () => {
    const batchId = await seedBatch(db, { rows: 25 });
    expect(await endRows(batchId, times(10, rejected), 0, 0.2)).toBe(10);
    await setRunning(db.pool, batchId, ['paused']);
    await db.pool.query('update lane set worker_id = null where batch_id = $1', [batchId]);
    expect(await endRows(batchId, [rejected, ...times(9, null)], 0, 0.2)).toBe(10);
    const batch = await db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } });
    expect(batch.state).toBe('running');
    await db.pool.query('delete from batch where id = $1', [batchId]);
  });
});
