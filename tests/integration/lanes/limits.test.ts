import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/connect';
import { claimJob } from '@/lib/db/sql/claim-job';
import { recordAttempt } from '@/lib/db/sql/record-attempt';
import { releaseLane } from '@/lib/db/sql/release-lane';
import { takeLane } from '@/lib/db/sql/take-lane';
import { holdHost, visitHost } from '@/lib/db/sql/visit-host';
import type { Claim, ClaimAnswer, LaneHold } from '@/lib/domain/lane';
import { addWorker, attemptRecord } from '@/tests/support/attempt-records';
import { expectCountsHold } from '@/tests/support/batch-invariants';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';
import { seedBatch } from '@/tests/support/seed-batch';

const NO_BRAKE = { breakAtEqualFailures: 0 };
const HOST = 'shop.example';

let test: TestDatabase;
/** Two workers, each with connections of its own. */
let sides: { db: Database; worker: string }[];
let db: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  const open = async (n: number) => {
    const side = connectDatabase(test.url, { maxConnections: 8, applicationName: `limits-${n}` });
    return { db: side, worker: await addWorker(side) };
  };
  sides = [await open(1), await open(2)];
  db = sides[0]?.db as Database;
});

afterEach(async () => {
  await db.pool.query('delete from batch');
  await db.pool.query('delete from target_host');
});

afterAll(async () => {
  for (const side of sides) await side.db.close();
  await test.drop();
});

interface Lane {
  readonly db: Database;
  readonly hold: LaneHold;
}

async function takeLanes(count: number): Promise<Lane[]> {
  const lanes: Lane[] = [];
  for (let n = 0; n < count; n += 1) {
    const side = sides[n % 2] as (typeof sides)[number];
    const hold = await takeLane(side.db.pool, side.worker);
    if (!hold) throw new Error('no lane was free');
    lanes.push({ db: side.db, hold });
  }
  return lanes;
}

/** All lanes claim at the same moment. */
function race(lanes: readonly Lane[]): Promise<ClaimAnswer[]> {
  return Promise.all(lanes.map((lane) => claimJob(lane.db.pool, lane.hold)));
}

function claimedOf(answers: readonly ClaimAnswer[]): Claim[] {
  return answers.flatMap((answer) => (answer.kind === 'claimed' ? [answer.claim] : []));
}

function end(lane: Lane, claim: Claim): Promise<boolean> {
  return recordAttempt(lane.db.pool, lane.hold, attemptRecord(claim, { state: 'completed' }), NO_BRAKE);
}

const ENOUGH_CLAIMS = 20;

describe('a rate', () => {
  it('gives one row at a time to lanes of two workers that race for it', async () => {
    const batchId = await seedBatch(db, { rows: 200, settings: { concurrency: 8, rate_per_minute: 1200 } });
    const lanes = await takeLanes(8);
    let claims = 0;
    await Promise.all(
      lanes.map(async (lane) => {
        while (claims < ENOUGH_CLAIMS) {
          const answer = await claimJob(lane.db.pool, lane.hold);
          if (answer.kind === 'claimed' && (await end(lane, answer.claim))) claims += 1;
          else expect(answer).toMatchObject({ kind: 'refused', limit: 'rate' });
        }
      }),
    );
    const { rows } = await db.pool.query<{ gap: number }>(
      `select extract(epoch from started_at - lag(started_at) over (order by started_at))::float8 as gap
         from attempt where batch_id = $1`,
      [batchId],
    );
    const gaps = rows.slice(1).map((row) => row.gap);
    // One every 50 ms, never sooner.
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0.05);
    await expectCountsHold(db, batchId);
  });

  it('says how long the next row has to wait, and takes nothing meanwhile', async () => {
    const batchId = await seedBatch(db, { rows: 5, settings: { concurrency: 2, rate_per_minute: 2 } });
    const answers = await race(await takeLanes(2));
    expect(answers.map((answer) => answer.kind).sort()).toEqual(['claimed', 'refused']);
    const refused = answers.find((answer) => answer.kind === 'refused');
    expect(refused?.waitSeconds).toBeGreaterThan(29);
    expect(await db.prisma.job.count({ where: { batchId, state: 'running' } })).toBe(1);
    await expectCountsHold(db, batchId);
  });
});

async function limitHost(limit: { maxParallel?: number; perSecond?: number }): Promise<void> {
  await db.prisma.targetHost.create({
    data: {
      host: HOST,
      maxParallel: limit.maxParallel ?? null,
      perSecond: limit.perSecond ?? null,
      places: { create: Array.from({ length: limit.maxParallel ?? 0 }, (_, no) => ({ no })) },
    },
  });
}

describe('a host', () => {
  it('is shared by all batches: never more rows at a time than allowed', async () => {
    await limitHost({ maxParallel: 3 });
    await seedBatch(db, { rows: 50, host: HOST, settings: { concurrency: 4 } });
    await seedBatch(db, { rows: 50, host: HOST, settings: { concurrency: 4 } });
    const lanes = await takeLanes(8);
    for (let round = 0; round < 10; round += 1) {
      const answers = await race(lanes);
      expect(claimedOf(answers)).toHaveLength(3);
      for (const [n, answer] of answers.entries()) {
        if (answer.kind === 'claimed') await end(lanes[n] as Lane, answer.claim);
        else expect(answer).toMatchObject({ kind: 'refused', limit: 'host' });
      }
    }
  });

  it('gives a row at most so often', async () => {
    await limitHost({ perSecond: 0.5 });
    await seedBatch(db, { rows: 50, host: HOST, settings: { concurrency: 4 } });
    const answers = await race(await takeLanes(4));
    expect(claimedOf(answers)).toHaveLength(1);
    for (const answer of answers) {
      if (answer.kind === 'refused') expect(answer.waitSeconds).toBeGreaterThan(1.5);
    }
  });

  it('that asked for patience gets it from every batch, and other hosts are none the worse', async () => {
    await seedBatch(db, { rows: 5, host: HOST });
    await seedBatch(db, { rows: 5, host: HOST });
    await seedBatch(db, { rows: 5, host: 'other.example' });
    await holdHost(db.pool, HOST, 60);
    await holdHost(db.pool, HOST, 5);
    const answers = await race(await takeLanes(3));
    expect(claimedOf(answers)).toHaveLength(1);
    for (const answer of answers) {
      if (answer.kind === 'refused') expect(answer.waitSeconds).toBeGreaterThan(55);
    }
  });

  it('counts the rows that visit it from elsewhere, until they end', async () => {
    await limitHost({ maxParallel: 1 });
    await seedBatch(db, { rows: 5, settings: { concurrency: 2 } });
    const [first, second] = (await takeLanes(2)) as [Lane, Lane];
    const claims = claimedOf(await race([first, second])) as [Claim, Claim];
    expect(await visitHost(first.db.pool, first.hold, HOST)).toBe(0);
    // The same row may come back.
    expect(await visitHost(first.db.pool, first.hold, HOST)).toBe(0);
    expect(await visitHost(second.db.pool, second.hold, HOST)).toBe(1);
    await end(first, claims[0]);
    expect(await visitHost(second.db.pool, second.hold, HOST)).toBe(0);
  });
});

describe('an account', () => {
  // Three accounts, in runs of ten rows: the lanes have to look past the rows of one that is busy.
  const cellSql = `case when n = 30 then '' else 'account ' || ((n - 1) / 10) end`;
  const settings = { concurrency: 4, account_column: 'name' };

  it('has one row running at a time, in file order, and no row is left', async () => {
    const batchId = await seedBatch(db, { rows: 32, settings, cellSql });
    const lanes = await takeLanes(4);
    const ran: number[] = [];
    while (ran.length < 32) {
      const answers = await race(lanes);
      const claims = claimedOf(answers);
      const accounts = claims.map((claim) => claim.cells[0]).filter(Boolean);
      expect(new Set(accounts).size).toBe(accounts.length);
      expect(claims.length).toBeGreaterThan(0);
      for (const [n, answer] of answers.entries()) {
        if (answer.kind === 'claimed') await end(lanes[n] as Lane, answer.claim);
      }
      ran.push(...claims.map((claim) => claim.rowIndex));
    }
    const ofFirst = ran.filter((row) => row < 10);
    expect(ofFirst).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(new Set(ran).size).toBe(32);
    await expectCountsHold(db, batchId);
  });

  it('waits for the retry of its row while others go on', async () => {
    await seedBatch(db, { rows: 30, settings, cellSql });
    const [lane] = (await takeLanes(1)) as [Lane];
    const [claim] = claimedOf(await race([lane])) as [Claim];
    await recordAttempt(
      db.pool,
      lane.hold,
      attemptRecord(claim, { state: 'pending', retryInSeconds: 60 }),
      NO_BRAKE,
    );
    const [next] = claimedOf(await race([lane])) as [Claim];
    expect(next.cells).toEqual(['account 1']);
  });

  it('is free again when a row of it was ended by hand', async () => {
    const batchId = await seedBatch(db, { rows: 10, settings, cellSql });
    await db.pool.query(
      `update job set state = 'completed', ended_at = now() where batch_id = $1 and row_index = 0`,
      [batchId],
    );
    const [lane] = (await takeLanes(1)) as [Lane];
    expect((await claimJob(lane.db.pool, lane.hold)).kind).toBe('refused');
    expect(claimedOf(await race([lane]))[0]?.rowIndex).toBe(1);
    await releaseLane(db.pool, lane.hold);
  });
});
