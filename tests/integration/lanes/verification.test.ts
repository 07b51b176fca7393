import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Database } from '@/lib/db/connect';
import { claimJob } from '@/lib/db/sql/claim-job';
import { claimVerification } from '@/lib/db/sql/claim-verification';
import { reclaimLostLanes } from '@/lib/db/sql/reclaim-lanes';
import { recordAttempt } from '@/lib/db/sql/record-attempt';
import { recordVerification } from '@/lib/db/sql/record-verification';
import { releaseLane } from '@/lib/db/sql/release-lane';
import { restLane } from '@/lib/db/sql/rest-lane';
import { takeLane } from '@/lib/db/sql/take-lane';
import type { Claim, LaneHold } from '@/lib/domain/lane';
import { decideVerification, type VerificationAnswer } from '@/lib/domain/verification';
import { stopBatch } from '@/lib/services/batches/stop-batch';
import { resolveJob } from '@/lib/services/jobs/resolve-job';
import { addWorker, attemptRecord } from '@/tests/support/attempt-records';
import { expectCountsHold } from '@/tests/support/batch-invariants';
import { seedBatch } from '@/tests/support/seed-batch';
import { openServiceContext, type ServiceContext } from '@/tests/support/service-context';

const NO_BRAKE = { breakAtEqualFailures: 0 };

let service: ServiceContext;
let db: Database;
let worker: string;
let batchId: string;
let hold: LaneHold;

beforeAll(async () => {
  service = await openServiceContext();
  db = service.context.db;
  worker = await addWorker(db);
});

afterAll(() => service.close());

/** A batch of one row that ended unconfirmed, its lane at rest. */
beforeEach(async () => {
  await db.pool.query('delete from batch');
  batchId = await seedBatch(db, { rows: 1, settings: { max_retries: 1 } });
  await db.pool.query('update automation_version set settle_seconds = 60, reruns_not_found = true');
  await runUnconfirmed();
});

async function runUnconfirmed(): Promise<void> {
  hold = await take();
  const answer = await claimJob(db.pool, hold);
  if (answer.kind !== 'claimed') throw new Error(`claim said ${answer.kind}`);
  await recordAttempt(db.pool, hold, attemptRecord(answer.claim, { state: 'unconfirmed' }), NO_BRAKE);
  await restLane(db.pool, hold);
}

async function take(): Promise<LaneHold> {
  const taken = await takeLane(db.pool, worker);
  if (!taken) throw new Error('no lane was free');
  return taken;
}

/** As if the time until the next question had passed. */
async function passTime(): Promise<void> {
  await db.pool.query(
    `update job_verification set due_at = now(), no_counts_from = now() where due_at is not null`,
  );
  await db.pool.query(`update lane set available_at = now() where available_at < 'infinity'`);
}

async function claim(): Promise<Claim> {
  hold = await take();
  const claimed = await claimVerification(db.pool, hold);
  if (!claimed) throw new Error('nothing to ask about');
  return claimed;
}

async function answerWith(claimed: Claim, answer: VerificationAnswer): Promise<boolean> {
  if (!claimed.verification) throw new Error('not a verification');
  const canRerun = claimed.failedCount < claimed.settings.max_retries;
  const decision = decideVerification(answer, claimed.verification, canRerun);
  const record = attemptRecord(claimed, { state: decision.state });
  const verification = { answer, settleSeconds: claimed.verification.settleSeconds, decision };
  return recordVerification(db.pool, hold, { ...record, verification });
}

async function ask(answer: VerificationAnswer): Promise<void> {
  await passTime();
  expect(await answerWith(await claim(), answer)).toBe(true);
  await restLane(db.pool, hold);
  await expectCountsHold(db, batchId);
}

const state = async () => {
  const job = await db.prisma.job.findFirstOrThrow({ where: { batchId }, include: { verification: true } });
  const { state: batchState } = await db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } });
  return { job: job.state, batch: batchState, isPlanned: job.verification?.dueAt !== null };
};

it('asks no sooner than the settling time after the end, and the batch goes on until then', async () => {
  expect(await state()).toEqual({ job: 'unconfirmed', batch: 'running', isPlanned: true });
  expect(await takeLane(db.pool, worker)).toBeNull();
  const { rows } = await db.pool.query<{ wait: number; rest: number }>(
    `select extract(epoch from v.due_at - j.ended_at)::float8 as wait,
            extract(epoch from v.due_at - l.available_at)::float8 as rest
       from job_verification v join job j using (batch_id, row_index) join lane l using (batch_id)`,
  );
  expect(rows).toEqual([{ wait: 60, rest: 0 }]);
});

it('completes a row that the site has, with the outputs that it shows', async () => {
  await ask('found');
  expect(await state()).toEqual({ job: 'completed', batch: 'finished', isPlanned: false });
  const attempts = await db.prisma.attempt.findMany({ where: { batchId }, orderBy: { attemptNo: 'asc' } });
  expect(attempts.map(({ kind, output }) => [kind, output])).toEqual([
    ['run', null],
    ['verify', { name: 'row 1' }],
  ]);
});

it('believes the second "no" only, lets the row run again, and no more often than it has retries', async () => {
  await ask('not_found');
  expect(await state()).toMatchObject({ job: 'unconfirmed', batch: 'running' });
  await ask('not_found');
  expect(await state()).toMatchObject({ job: 'pending', batch: 'running', isPlanned: false });
  await db.pool.query('update lane set available_at = now()');
  await runUnconfirmed();
  await ask('not_found');
  await ask('not_found');
  expect(await state()).toEqual({ job: 'unconfirmed', batch: 'finished', isPlanned: false });
});

it('does not count a "no" to a question that came too early', async () => {
  await ask('not_found');
  await db.pool.query('update job_verification set due_at = now()');
  await db.pool.query('update lane set available_at = now()');
  const early = await claim();
  expect(early.verification).toMatchObject({ doesNoCount: false, notFoundCount: 1 });
  await answerWith(early, 'not_found');
  await restLane(db.pool, hold);
  expect(await state()).toMatchObject({ job: 'unconfirmed', isPlanned: true });
  const { rows } = await db.pool.query('select due_at = no_counts_from as waits from job_verification');
  expect(rows).toEqual([{ waits: true }]);
});

it('keeps the row for a person where the automation says so', async () => {
  await db.pool.query('update automation_version set reruns_not_found = false');
  await ask('not_found');
  await ask('not_found');
  expect(await state()).toEqual({ job: 'unconfirmed', batch: 'finished', isPlanned: false });
});

it('leaves a site alone that never answers', async () => {
  for (let asked = 1; asked <= 5; asked += 1) await ask('no_answer');
  expect(await state()).toEqual({ job: 'unconfirmed', batch: 'finished', isPlanned: false });
});

it('asks again after its worker fell silent, and what the silent one writes later is refused', async () => {
  await passTime();
  const lost = await claim();
  const lostHold = hold;
  await db.pool.query(`update worker set seen_at = now() - interval '1 minute' where id = $1`, [worker]);
  expect(await reclaimLostLanes(db.pool)).toMatchObject({ lanes: 1, rows: 1 });
  await db.pool.query('update worker set seen_at = now() where id = $1', [worker]);
  expect(await state()).toEqual({ job: 'unconfirmed', batch: 'running', isPlanned: true });
  hold = lostHold;
  expect(await answerWith(lost, 'found')).toBe(false);
  await ask('found');
  expect(await state()).toMatchObject({ job: 'completed' });
  const attempts = await db.prisma.attempt.findMany({ where: { batchId }, orderBy: { attemptNo: 'asc' } });
  expect(attempts.map((attempt) => attempt.state)).toEqual(['unconfirmed', 'lost', 'completed']);
});

it('is asked by one lane at a time', async () => {
  await db.pool.query('insert into lane (batch_id, lane_no) values ($1, 1)', [batchId]);
  await db.pool.query('update batch set concurrency = 2 where id = $1', [batchId]);
  await passTime();
  const holds = [await take(), await take()];
  const claims = await Promise.all(holds.map((one) => claimVerification(db.pool, one)));
  expect(claims.filter((one) => one !== null)).toHaveLength(1);
});

it("does not overrule a person's decision that came while the site was asked", async () => {
  await passTime();
  const claimed = await claim();
  await resolveJob(service.context, { batchId, rowIndex: 0, status: 'failed' });
  expect(await answerWith(claimed, 'found')).toBe(true);
  expect(await state()).toEqual({ job: 'failed', batch: 'finished', isPlanned: false });
  await expectCountsHold(db, batchId);
});

it('a row that a person runs again while the site is asked is not taken for lost with the asking worker', async () => {
  await passTime();
  await claim();
  const other = await addWorker(db);
  await resolveJob(service.context, { batchId, rowIndex: 0, status: 'pending' });
  await db.pool.query('insert into lane (batch_id, lane_no) values ($1, 1)', [batchId]);
  await db.pool.query('update batch set concurrency = 2 where id = $1', [batchId]);
  const second = await takeLane(db.pool, other);
  if (!second) throw new Error('no lane was free');
  expect(await claimJob(db.pool, second)).toMatchObject({ kind: 'claimed' });
  await db.pool.query(`update worker set seen_at = now() - interval '1 minute' where id = $1`, [worker]);
  await reclaimLostLanes(db.pool);
  await db.pool.query('update worker set seen_at = now() where id = $1', [worker]);
  expect(await state()).toMatchObject({ job: 'running' });
  await expectCountsHold(db, batchId);
});

it('a batch that is stopped asks no more', async () => {
  await stopBatch(service.context, { batchId });
  expect(await state()).toEqual({ job: 'unconfirmed', batch: 'finished', isPlanned: false });
});

it('a batch that is stopped while the site is asked ends with that attempt', async () => {
  await passTime();
  const claimed = await claim();
  await stopBatch(service.context, { batchId });
  expect(await state()).toMatchObject({ job: 'unconfirmed', batch: 'stopping' });
  const decision = { state: 'unconfirmed', askAgainInSeconds: 0, isCountedNo: false } as const;
  const counts = { notFoundCount: 0, unansweredCount: 0 };
  const verification = { answer: null, settleSeconds: 60, decision: { ...decision, ...counts } };
  const stopped = { ...attemptRecord(claimed, { state: 'stopped' }), failure: null, verification };
  expect(await recordVerification(db.pool, hold, stopped)).toBe(true);
  await releaseLane(db.pool, hold);
  expect(await state()).toEqual({ job: 'unconfirmed', batch: 'finished', isPlanned: false });
  await expectCountsHold(db, batchId);
});
