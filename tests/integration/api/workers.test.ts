import { afterAll, beforeAll, expect, it } from 'vitest';
import { POST as drainWorker } from '@/app/api/v1/workers/[id]/drain/route';
import { POST as resumeWorker } from '@/app/api/v1/workers/[id]/resume/route';
import { GET as listWorkers } from '@/app/api/v1/workers/route';
import { newId } from '@/lib/db/new-id';
import { renewWorker, retireWorker } from '@/lib/db/sql/worker-rows';
import type { WorkerJson } from '@/lib/domain/wire/worker';
import { type WorkersJson, workersSchema } from '@/lib/domain/wire/workers';
import { addWorker, takeAndClaim } from '@/tests/support/attempt-records';
import { seedBatch } from '@/tests/support/seed-batch';
import { type Api, call, refusal, startApi } from './api-harness';

let api: Api;
let admin: { cookie: string };
let member: { cookie: string };
let worker: string;

beforeAll(async () => {
  api = await startApi();
  admin = await api.signIn('admin');
  member = await api.signIn('member');
  worker = await addWorker(api.context.db);
});
afterAll(() => api.close());

async function look(): Promise<WorkersJson> {
  return workersSchema.parse(await (await call(listWorkers, 'GET', member)).json());
}
async function lookAt(id: string): Promise<WorkerJson | undefined> {
  return (await look()).items.find((item) => item.id === id);
}
const of = (id: string, who = admin) => ({ ...who, params: { id }, body: {} });
const NOTHING = { rows: [], recent: null, browsers: null };

it('shows what a worker says of itself: where each row stands, its pace, memory and browsers', async () => {
  const batch = await seedBatch(api.context.db, { rows: 3, settings: { concurrency: 2 } });
  const first = await takeAndClaim(api.context.db, worker);
  const second = await takeAndClaim(api.context.db, worker);
  const row = { batch_id: batch, attempt_no: 1, step: 3, steps: 6, verb: 'click', for_ms: 2000 };
  await renewWorker(api.context.db.pool, worker, {
    memoryMb: 900,
    browserMemoryMb: 600,
    status: {
      rows: [{ ...row, row_index: first.claim.rowIndex }],
      recent: { seconds: 120, rows_ended: 30, attempts: 40, attempts_failed: 10 },
      browsers: { recycles: { memory: 2, died: 1 }, last: { reason: 'died', ago_ms: 60_000 } },
    },
  });
  const seen = await lookAt(worker);
  expect(seen).toMatchObject({
    ...{ state: 'live', memory_mb: 900, browser_memory_mb: 600, rows_per_minute: 15, failure_rate: 0.25 },
    browser_recycles: { count: 3, last: { reason: 'died' } },
    rows: [
      { batch_id: batch, row_index: 0, step: { no: 3, count: 6, verb: 'click' } },
      { batch_id: batch, row_index: second.claim.rowIndex, step: null },
    ],
  });
  const seenAtMs = Date.parse(seen?.seen_at ?? '');
  expect(seenAtMs - Date.parse(seen?.rows[0]?.step?.started_at ?? '')).toBe(2000);
  expect((await look()).queue).toMatchObject({ waiting_rows: 1, held: [] });
  await api.context.db.pool.query('delete from batch');
});

it('is drained by administrators only, says so, and goes on when it is told to', async () => {
  expect(await refusal(await call(drainWorker, 'POST', of(worker, member)))).toMatchObject({ status: 403 });
  const batch = await seedBatch(api.context.db, { rows: 2 });
  await takeAndClaim(api.context.db, worker);
  const drained: WorkerJson = await (await call(drainWorker, 'POST', of(worker))).json();
  expect(drained).toMatchObject({ id: worker, state: 'draining', is_draining: true });
  const { pool } = api.context.db;
  const facts = { memoryMb: 1, browserMemoryMb: 0, status: NOTHING };
  expect(await renewWorker(pool, worker, facts)).toEqual({ isKnown: true, isDraining: true });
  await pool.query('update lane set worker_id = null, running_row = null');
  expect((await lookAt(worker))?.state).toBe('drained');
  await pool.query('update batch_bucket set pending = 1, running = 0');
  expect((await look()).queue.held).toMatchObject([
    { batch_id: batch, pending_rows: 2, waiting: { code: 'draining' } },
  ]);
  await call(drainWorker, 'POST', of(worker));
  const resumed: WorkerJson = await (await call(resumeWorker, 'POST', of(worker))).json();
  expect(resumed.state).toBe('live');
  expect(await renewWorker(pool, worker, facts)).toEqual({ isKnown: true, isDraining: false });
  const audit = await api.context.db.prisma.auditEvent.findMany({ where: { entity: 'worker' } });
  expect(audit.map(({ action, actorName }) => [action, actorName])).toEqual([
    ['worker.drain', 'admin'],
    ['worker.resume', 'admin'],
  ]);
  await pool.query('delete from batch');
});

it('tells a lost worker from one that has ended; what has ended cannot be drained', async () => {
  const { pool } = api.context.db;
  const [lost, ended] = [await addWorker(api.context.db), await addWorker(api.context.db)];
  await pool.query(`update worker set seen_at = now() - interval '16 seconds' where id = $1`, [lost]);
  await retireWorker(pool, ended);
  const states = new Map((await look()).items.map(({ id, state }) => [id, state]));
  expect([states.get(worker), states.get(lost), states.get(ended)]).toEqual(['live', 'lost', 'stopped']);
  for (const id of [ended, newId(), 'nonsense']) {
    const answer = await call(drainWorker, 'POST', of(id));
    expect(await refusal(answer)).toEqual({ status: 404, code: 'worker_not_found' });
  }
});

it('says since when rows could have run, and not of rows whose retry is not due', async () => {
  const { pool } = api.context.db;
  const batch = await seedBatch(api.context.db, { rows: 2 });
  await pool.query(`update batch set started_at = now() - interval '90 seconds' where id = $1`, [batch]);
  const ageSeconds = async () => {
    const { oldest_waiting_at: at } = (await look()).queue;
    return at === null ? null : (Date.now() - Date.parse(at)) / 1000;
  };
  expect(await ageSeconds()).toBeGreaterThan(89);
  await pool.query(`update job set run_at = now() + interval '1 hour' where batch_id = $1`, [batch]);
  expect(await ageSeconds()).toBeNull();
  await pool.query(
    `update job set run_at = now() - interval '30 seconds' where batch_id = $1 and row_index = 1`,
    [batch],
  );
  expect(await ageSeconds()).toBeGreaterThan(29);
  expect(await ageSeconds()).toBeLessThan(80);
  await pool.query('delete from batch');
});
