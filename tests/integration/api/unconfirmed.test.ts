import { afterAll, beforeAll, expect, it } from 'vitest';
import { GET as listJobs } from '@/app/api/v1/batches/[id]/jobs/route';
import { POST as resolveRows } from '@/app/api/v1/batches/[id]/resolve/route';
import { POST as verifyRows } from '@/app/api/v1/batches/[id]/verify/route';
import { GET as listUnconfirmed } from '@/app/api/v1/unconfirmed/route';
import { finishBatchIfDone } from '@/lib/db/sql/finish-batch';
import { unconfirmedPageSchema } from '@/lib/domain/wire/unconfirmed';
import { addWorker } from '@/tests/support/attempt-records';
import { seedBatch } from '@/tests/support/seed-batch';
import { type Api, call, refusal, startApi } from './api-harness';
import { runRows } from './run-rows';

let api: Api;
let member: { cookie: string };
let early: string;
let late: string;

beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
  early = await seedEnded(['unconfirmed', 'completed', 'unconfirmed']);
  late = await seedEnded(['unconfirmed', 'failed']);
  await seedEnded(['completed']);
  const { db } = api.context;
  // Made first, it waits less long than the other.
  await db.pool.query(`update job set ended_at = '2026-01-02T10:00:00Z' where batch_id = $1`, [early]);
  await db.pool.query(`update job set ended_at = '2026-01-01T10:00:00Z' where batch_id = $1`, [late]);
  await db.pool.query('update automation_version set settle_seconds = 60');
});
afterAll(() => api.close());

async function seedEnded(states: Parameters<typeof runRows>[2]): Promise<string> {
  const { db } = api.context;
  const id = await seedBatch(db, { rows: states.length });
  await db.pool.query('update automation_version set settle_seconds = null');
  await runRows(db, await addWorker(db), states);
  await finishBatchIfDone(db.pool, id);
  return id;
}

async function list(query: Record<string, string> = {}, who = member) {
  const answer = await call(listUnconfirmed, 'GET', { ...who, query });
  return unconfirmedPageSchema.parse(await answer.json());
}

it('lists batches with unconfirmed rows page by page, the longest waiting first; a viewer sees them too', async () => {
  const all = await list({}, await api.signIn('viewer'));
  expect(all.items).toMatchObject([
    { id: late, unconfirmed: 1, asked: 0, oldest_at: '2026-01-01T10:00:00.000Z', operation: null },
    { id: early, unconfirmed: 2, asked: 0, automation: { name: 'seeded' }, status: 'finished' },
  ]);
  expect(all).toMatchObject({ next_cursor: null, total: { batches: 2, unconfirmed: 3, asked: 0 } });
  const first = await list({ limit: '1' });
  expect(first.items.map(({ id }) => id)).toEqual([late]);
  const second = await list({ limit: '1', cursor: first.next_cursor ?? '' });
  expect(second.items.map(({ id }) => id)).toEqual([early]);
  expect(second.next_cursor).toBeNull();
  const answer = await call(listUnconfirmed, 'GET', { ...member, query: { cursor: 'WzEsIjIwMjYiLCJ4Il0' } });
  expect(await refusal(answer)).toEqual({ status: 422, code: 'cursor_invalid' });
});

it('tells of one batch alone', async () => {
  expect((await list({ batch_id: early })).items).toMatchObject([{ id: early }]);
  expect((await list({ batch_id: 'nothing' })).items).toEqual([]);
});

it('says about how many rows the site is still to be asked', async () => {
  const params = { id: early };
  await call(verifyRows, 'POST', { ...member, params, body: { row_indexes: [2] } });
  expect(await list()).toMatchObject({ items: [{}, { asked: 1 }], total: { unconfirmed: 3, asked: 1 } });
});

it('decides the rows that it showed of both batches, and no later one', async () => {
  const shown = await list();
  const { db } = api.context;
  await db.pool.query('update job set ended_at = now() where batch_id = $1 and row_index = 2', [early]);
  for (const id of [early, late]) {
    const body = { status: 'completed', rows: 'all', until: shown.read_at };
    const answer = await call(resolveRows, 'POST', { ...member, params: { id }, body });
    expect(await answer.json()).toMatchObject({ resolved: 1, row_indexes: [0] });
  }
  expect(await list()).toMatchObject({
    items: [{ id: early, unconfirmed: 1 }],
    total: { batches: 1, unconfirmed: 1 },
  });
  const query = { status: 'unconfirmed', sort: 'ended' };
  const jobs = await call(listJobs, 'GET', { ...member, params: { id: early }, query });
  expect((await jobs.json()).items).toMatchObject([{ row_index: 2, status: 'unconfirmed' }]);
});
