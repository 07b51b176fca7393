import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/connect';
import { markCommit } from '@/lib/db/sql/mark-commit';
import { reclaimLostLanes } from '@/lib/db/sql/reclaim-lanes';
import { recordAttempt } from '@/lib/db/sql/record-attempt';
import { addWorker, attemptRecord, takeAndClaim } from '@/tests/support/attempt-records';
import { expectCountsHold } from '@/tests/support/batch-invariants';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';
import { seedBatch } from '@/tests/support/seed-batch';

let test: TestDatabase;
let db: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  db = connectDatabase(test.url, { maxConnections: 5, applicationName: 'reclaim-test' });
});

afterAll(async () => {
  await db.close();
  await test.drop();
});

/** Makes a worker look silent for so many seconds. */
async function silence(workerId: string, seconds: number): Promise<void> {
  await db.pool.query('update worker set seen_at = now() - make_interval(secs => $2) where id = $1', [
    workerId,
    seconds,
  ]);
}

async function jobState(batchId: string, rowIndex: number) {
  return db.prisma.job.findUniqueOrThrow({ where: { batchId_rowIndex: { batchId, rowIndex } } });
}

describe('reclaiming', () => {
  it('leaves a worker alone until it was silent for 15 seconds', async () => {
    const batchId = await seedBatch(db, { rows: 1 });
    const worker = await addWorker(db);
    await takeAndClaim(db, worker);
    await silence(worker, 14);
    expect(await reclaimLostLanes(db.pool)).toEqual({ lanes: 0, rows: 0 });
    await silence(worker, 16);
    expect(await reclaimLostLanes(db.pool)).toEqual({ lanes: 1, rows: 1 });
    await db.pool.query('delete from batch where id = $1', [batchId]);
  });

  it('gives a lost row two further attempts of its own, then fails it as worker_lost', async () => {
    const batchId = await seedBatch(db, { rows: 1, settings: { max_retries: 0 } });
    for (const expected of ['pending', 'pending', 'failed']) {
      const worker = await addWorker(db);
      await takeAndClaim(db, worker);
      await silence(worker, 60);
      await reclaimLostLanes(db.pool);
      expect((await jobState(batchId, 0)).state).toBe(expected);
    }
    const attempts = await db.prisma.attempt.findMany({ where: { batchId }, orderBy: { attemptNo: 'asc' } });
    expect(attempts.map((attempt) => [attempt.state, attempt.failureKind])).toEqual(
      Array.from({ length: 3 }, () => ['lost', 'worker_lost']),
    );
    const batch = await db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } });
    expect(batch).toMatchObject({ state: 'finished', outcome: 'with_problems' });
    await expectCountsHold(db, batchId);
  });

  it('never runs a row again that may have been submitted', async () => {
    const batchId = await seedBatch(db, { rows: 1 });
    const worker = await addWorker(db);
    const { hold, claim } = await takeAndClaim(db, worker);
    expect(await markCommit(db.pool, hold, claim.rowIndex, claim.attemptNo)).toBe(true);
    await silence(worker, 60);
    await reclaimLostLanes(db.pool);
    expect((await jobState(batchId, 0)).state).toBe('unconfirmed');
    await expectCountsHold(db, batchId);
  });

  it('refuses what a revived worker still wants to write', async () => {
    const batchId = await seedBatch(db, { rows: 1 });
    const worker = await addWorker(db);
    const { hold, claim } = await takeAndClaim(db, worker);
    await silence(worker, 60);
    await reclaimLostLanes(db.pool);
    expect(await markCommit(db.pool, hold, claim.rowIndex, claim.attemptNo)).toBe(false);
    const record = attemptRecord(claim, { state: 'completed' });
    expect(await recordAttempt(db.pool, hold, record, { breakAtEqualFailures: 0 })).toBe(false);
    expect((await jobState(batchId, 0)).state).toBe('pending');
    await expectCountsHold(db, batchId);
    await db.pool.query('delete from batch where id = $1', [batchId]);
  });

  it('frees lanes of paused and stopped batches too, once, however many processes look', async () => {
    const batchId = await seedBatch(db, { rows: 2 });
    const worker = await addWorker(db);
    await takeAndClaim(db, worker);
    await db.prisma.batch.update({ where: { id: batchId }, data: { state: 'paused', reason: 'person' } });
    await silence(worker, 60);
    const answers = await Promise.all(Array.from({ length: 4 }, () => reclaimLostLanes(db.pool)));
    expect(answers.reduce((sum, answer) => sum + answer.rows, 0)).toBe(1);
    expect((await jobState(batchId, 0)).state).toBe('pending');
    await expectCountsHold(db, batchId);
    await db.pool.query('delete from batch where id = $1', [batchId]);
  });
});
