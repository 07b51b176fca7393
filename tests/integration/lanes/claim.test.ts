import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/connect';
import { claimJob } from '@/lib/db/sql/claim-job';
import { markCommit } from '@/lib/db/sql/mark-commit';
import { recordAttempt } from '@/lib/db/sql/record-attempt';
import { releaseLane } from '@/lib/db/sql/release-lane';
import { restLane } from '@/lib/db/sql/rest-lane';
import { takeLane } from '@/lib/db/sql/take-lane';
import { addWorker, attemptRecord, takeAndClaim } from '@/tests/support/attempt-records';
import { expectCountsHold } from '@/tests/support/batch-invariants';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';
import { seedBatch } from '@/tests/support/seed-batch';

const NO_BRAKE = { breakAtEqualFailures: 0 };

let test: TestDatabase;
let db: Database;
let worker: string;

beforeAll(async () => {
  test = await createTestDatabase();
  db = connectDatabase(test.url, { maxConnections: 10, applicationName: 'lanes-test' });
  worker = await addWorker(db);
});

afterAll(async () => {
  await db.close();
  await test.drop();
});

describe('claiming', () => {
  it('runs a serial batch in strict file order, a retried row included', async () => {
    const batchId = await seedBatch(db, { rows: 4 });
    const hold = await takeLane(db.pool, worker);
    if (!hold) throw new Error('no lane');
    const order: number[] = [];
    for (;;) {
      const answer = await claimJob(db.pool, hold);
      if (answer.kind === 'idle') {
        const { rows } = await db.pool.query(`select 1 from job where batch_id = $1 and state = 'pending'`, [
          batchId,
        ]);
        if (rows.length === 0) break;
        await db.pool.query(`update job set run_at = now() where batch_id = $1 and run_at is not null`, [
          batchId,
        ]);
        continue;
      }
      if (answer.kind !== 'claimed') throw new Error(answer.kind);
      order.push(answer.claim.rowIndex);
      const isFirstTry = answer.claim.rowIndex === 1 && answer.claim.failedCount === 0;
      const decision = isFirstTry
        ? ({ state: 'pending', retryInSeconds: 30 } as const)
        : ({ state: 'completed' } as const);
      expect(await recordAttempt(db.pool, hold, attemptRecord(answer.claim, decision), NO_BRAKE)).toBe(true);
    }
    expect(order).toEqual([0, 1, 1, 2, 3]);
    await restLane(db.pool, hold);
    const batch = await db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } });
    expect(batch.state).toBe('finished');
    expect(batch.outcome).toBe('completed');
    await expectCountsHold(db, batchId);
  });

  it('lets later rows go ahead of a waiting retry when there are more lanes', async () => {
    const batchId = await seedBatch(db, { rows: 3, settings: { concurrency: 2 } });
    const first = await takeAndClaim(db, worker);
    await recordAttempt(
      db.pool,
      first.hold,
      attemptRecord(first.claim, { state: 'pending', retryInSeconds: 60 }),
      NO_BRAKE,
    );
    const next = await claimJob(db.pool, first.hold);
    expect(next.kind === 'claimed' && next.claim.rowIndex).toBe(1);
    await db.pool.query('delete from batch where id = $1', [batchId]);
  });

  it('never has more lanes than the concurrency, and gives no lane of a paused batch', async () => {
    const batchId = await seedBatch(db, { rows: 10, settings: { concurrency: 2 } });
    const holds = [
      await takeLane(db.pool, worker),
      await takeLane(db.pool, worker),
      await takeLane(db.pool, worker),
    ];
    expect(holds.filter(Boolean)).toHaveLength(2);
    const hold = holds[0];
    if (!hold) throw new Error('no lane');
    await db.prisma.batch.update({ where: { id: batchId }, data: { state: 'paused', reason: 'person' } });
    expect((await claimJob(db.pool, hold)).kind).toBe('idle');
    await releaseLane(db.pool, hold);
    expect(await takeLane(db.pool, worker)).toBeNull();
    await db.pool.query('delete from batch where id = $1', [batchId]);
  });

  it('writes nothing for a lane that was given to somebody else', async () => {
    const batchId = await seedBatch(db, { rows: 2 });
    const { hold, claim } = await takeAndClaim(db, worker);
    await db.pool.query('update lane set epoch = epoch + 1 where batch_id = $1', [batchId]);
    expect(await markCommit(db.pool, hold, claim.rowIndex, claim.attemptNo)).toBe(false);
    expect(await recordAttempt(db.pool, hold, attemptRecord(claim, { state: 'completed' }), NO_BRAKE)).toBe(
      false,
    );
    expect((await claimJob(db.pool, hold)).kind).toBe('lost');
    const attempt = await db.prisma.attempt.findFirstOrThrow({ where: { batchId } });
    expect(attempt).toMatchObject({ state: 'running', commitStartedAt: null, endedAt: null });
    await db.pool.query('delete from batch where id = $1', [batchId]);
  });

  it('refuses the commit mark of a batch that is being stopped', async () => {
    const batchId = await seedBatch(db, { rows: 2 });
    const { hold, claim } = await takeAndClaim(db, worker);
    await db.prisma.batch.update({ where: { id: batchId }, data: { state: 'stopping' } });
    expect(await markCommit(db.pool, hold, claim.rowIndex, claim.attemptNo)).toBe(false);
    await db.pool.query('delete from batch where id = $1', [batchId]);
  });
});

describe('counters', () => {
  it('equal a recount after a storm of concurrent writes', async () => {
    const batchId = await seedBatch(db, { rows: 600, settings: { concurrency: 8 } });
    let seed = 7;
    const random = () => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return seed / 2 ** 31;
    };
    const runLane = async () => {
      for (;;) {
        const hold = await takeLane(db.pool, worker);
        if (!hold) return;
        for (;;) {
          const answer = await claimJob(db.pool, hold);
          if (answer.kind !== 'claimed') break;
          const { claim } = answer;
          const roll = random();
          const decision =
            roll < 0.2 && claim.failedCount < 2
              ? ({ state: 'pending', retryInSeconds: 0.001 } as const)
              : ({ state: roll < 0.3 ? 'failed' : roll < 0.35 ? 'unconfirmed' : 'completed' } as const);
          await recordAttempt(db.pool, hold, attemptRecord(claim, decision), NO_BRAKE);
        }
        await restLane(db.pool, hold);
        const { state } = await db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } });
        if (state === 'finished') return;
      }
    };
    const isFinished = async () =>
      (await db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } })).state === 'finished';
    while (!(await isFinished())) await Promise.all(Array.from({ length: 8 }, runLane));
    await expectCountsHold(db, batchId);
    const attempts = await db.prisma.attempt.count({ where: { batchId } });
    const { _sum } = await db.prisma.job.aggregate({ where: { batchId }, _sum: { attemptCount: true } });
    expect(attempts).toBe(_sum.attemptCount);
    expect(await db.prisma.attempt.count({ where: { batchId, state: 'running' } })).toBe(0);
  });
});
