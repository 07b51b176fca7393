import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { POST as pauseBatch } from '@/app/api/v1/batches/[id]/pause/route';
import { POST as resumeBatch } from '@/app/api/v1/batches/[id]/resume/route';
import { POST as retryBatch } from '@/app/api/v1/batches/[id]/retry/route';
import { PATCH as changeBatch, GET as getBatch } from '@/app/api/v1/batches/[id]/route';
import { POST as stopBatch } from '@/app/api/v1/batches/[id]/stop/route';
import { DELETE as deleteHost } from '@/app/api/v1/hosts/[host]/route';
import { GET as listHosts, POST as setHost } from '@/app/api/v1/hosts/route';
import { claimJob } from '@/lib/db/sql/claim-job';
import { recordAttempt } from '@/lib/db/sql/record-attempt';
import { restLane } from '@/lib/db/sql/rest-lane';
import { takeLane } from '@/lib/db/sql/take-lane';
import { waitLane } from '@/lib/db/sql/wait-lane';
import { registerWorker } from '@/lib/db/sql/worker-rows';
import type { BatchSettingsInput } from '@/lib/domain/batch-settings';
import type { Decision } from '@/lib/domain/retry-policy';
import { batchListItemSchema, batchSchema } from '@/lib/domain/wire/batch';
import { addWorker, attemptRecord } from '@/tests/support/attempt-records';
import { seedBatch } from '@/tests/support/seed-batch';
import { type Api, call, refusal, startApi } from './api-harness';

let api: Api;
let member: { cookie: string };
let worker: string;
beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
  worker = await addWorker(api.context.db);
});
afterEach(() => api.context.db.pool.query('delete from batch'));
afterAll(() => api.close());

const json = async (response: Promise<Response>) => (await response).json();
const of = (id: string, body?: unknown) => ({ ...member, params: { id }, ...(body ? { body } : {}) });
const seed = (rows: number, settings: BatchSettingsInput = {}) =>
  seedBatch(api.context.db, { rows, settings });
const look = async (id: string) => batchListItemSchema.parse(await json(call(getBatch, 'GET', of(id))));

/** Runs rows in one lane until it finds nothing; gives how many ran. */
async function runDry(decision: Decision = { state: 'completed' }): Promise<number> {
  const { pool } = api.context.db;
  const hold = await takeLane(pool, worker);
  if (!hold) return 0;
  for (let ran = 0; ; ran += 1) {
    const answer = await claimJob(pool, hold);
    if (answer.kind !== 'claimed') {
      if (answer.kind === 'refused') await waitLane(pool, hold, answer);
      else await restLane(pool, hold);
      return ran;
    }
    const { settings } = answer.claim;
    await recordAttempt(pool, hold, attemptRecord(answer.claim, decision), {
      breakAtEqualFailures: settings.break_at_equal_failures,
      breakAtFailureRate: settings.break_at_failure_rate,
    });
  }
}

describe('a batch with brakes and limits', () => {
  it('waits after its canary, has its rows retried, waits again, and goes on', async () => {
    const id = await seed(5, { canary: 2 });
    expect(await runDry({ state: 'failed' })).toBe(2);
    expect(await look(id)).toMatchObject({
      status: 'waiting',
      reason: 'canary',
      waiting: { code: 'paused', text: 'The first 2 rows have run: 0 completed, 2 failed.', until: null },
    });
    expect(await json(call(retryBatch, 'POST', of(id)))).toMatchObject({ retried: 2 });
    expect(await runDry()).toBe(2);
    expect(await look(id)).toMatchObject({ status: 'waiting', counts: { completed: 2, pending: 3 } });
    expect((await call(resumeBatch, 'POST', of(id))).status).toBe(200);
    expect(await runDry()).toBe(3);
    expect((await look(id)).status).toBe('finished');
  });

  it('pauses at its failure rate and can be told another one', async () => {
    const id = await seed(30, { break_at_failure_rate: 0.5, break_at_equal_failures: 0 });
    expect(await runDry({ state: 'failed' })).toBe(10);
    expect(await look(id)).toMatchObject({ status: 'paused', reason: 'breaker' });
    const change = { settings: { break_at_failure_rate: 0 } };
    expect((await call(changeBatch, 'PATCH', of(id, change))).status).toBe(200);
    await call(resumeBatch, 'POST', of(id));
    expect(await runDry({ state: 'failed' })).toBe(20);
  });

  it('takes more and fewer lanes while it runs', async () => {
    const { pool } = api.context.db;
    const id = await seed(20);
    const first = await takeLane(pool, worker);
    expect(await takeLane(pool, worker)).toBeNull();
    await call(changeBatch, 'PATCH', of(id, { settings: { concurrency: 3 } }));
    const more = [await takeLane(pool, worker), await takeLane(pool, worker), await takeLane(pool, worker)];
    expect(more.map((hold) => hold?.laneNo)).toEqual([1, 2, undefined]);
    await call(changeBatch, 'PATCH', of(id, { settings: { concurrency: 2 } }));
    const kinds = [];
    for (const hold of [first, ...more]) if (hold) kinds.push((await claimJob(pool, hold)).kind);
    expect(kinds).toEqual(['claimed', 'claimed', 'idle']);
  });

  it('pauses with running rows given back, and refuses a mode that is none', async () => {
    const { db } = api.context;
    const id = await seed(3);
    const hold = await takeLane(db.pool, worker);
    if (hold) await claimJob(db.pool, hold);
    const drained = batchSchema.parse(await json(call(pauseBatch, 'POST', of(id))));
    expect(drained).toMatchObject({ status: 'paused', reason_text: 'Paused by member' });
    const read = () => db.prisma.batch.findUniqueOrThrow({ where: { id } });
    expect((await read()).givesBack).toBe(false);
    expect((await call(pauseBatch, 'POST', of(id, { mode: 'now' }))).status).toBe(200);
    expect((await read()).givesBack).toBe(true);
    expect((await refusal(await call(pauseBatch, 'POST', of(id, { mode: 'soon' })))).status).toBe(422);
    await call(resumeBatch, 'POST', of(id));
    expect(await read()).toMatchObject({ state: 'running', givesBack: false });
    expect(await json(call(stopBatch, 'POST', of(id)))).toMatchObject({ stopped_jobs: 2 });
  });
});

describe('why a batch waits', () => {
  it('is told: its rate, a retry, no free slot, no worker', async () => {
    const { db } = api.context;
    const limited = await seed(3, { rate_per_minute: 1 });
    expect(await runDry()).toBe(1);
    const { waiting } = await look(limited);
    expect(waiting).toMatchObject({ code: 'rate', text: expect.stringContaining('rate') });
    expect(Date.parse(waiting?.until ?? '') - Date.now()).toBeGreaterThan(50_000);
    const retried = await seed(1);
    await runDry({ state: 'pending', retryInSeconds: 600 });
    expect((await look(retried)).waiting?.code).toBe('retry');
    const free = await seed(1);
    expect((await look(free)).waiting?.code).toBe('no_free_slot');
    await db.pool.query('update worker set stopped_at = now()');
    expect((await look(free)).waiting).toMatchObject({ code: 'no_worker', until: null });
    await db.pool.query('delete from worker');
    await registerWorker(db.pool, {
      ...{ id: worker, host: 'test', pid: 1, slots: 4, version: '0', browser: {} },
    });
  });
});

describe('hosts', () => {
  it('get limits by administrators, seen by everybody', async () => {
    const admin = await api.signIn('admin');
    const body = { host: 'https://Shop.example/orders', max_parallel: 2 };
    expect((await call(setHost, 'POST', { ...member, body })).status).toBe(403);
    const created = await json(call(setHost, 'POST', { ...admin, body }));
    expect(created).toMatchObject({ host: 'shop.example', max_parallel: 2, per_second: null });
    await call(setHost, 'POST', { ...admin, body: { host: 'shop.example', per_second: 0.5 } });
    const { items } = await json(call(listHosts, 'GET', member));
    expect(items).toEqual([
      expect.objectContaining({
        host: 'shop.example',
        max_parallel: null,
        per_second: 0.5,
        not_before: null,
      }),
    ]);
    const wrong = await call(setHost, 'POST', { ...admin, body: { host: 'a b', per_second: 1 } });
    expect(await refusal(wrong)).toEqual({ status: 422, code: 'host_invalid' });
    const params = { host: 'shop.example' };
    expect((await call(deleteHost, 'DELETE', { ...admin, params })).status).toBe(204);
    expect((await call(deleteHost, 'DELETE', { ...admin, params })).status).toBe(404);
  });
});
