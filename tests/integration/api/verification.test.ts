import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { GET as getJob } from '@/app/api/v1/batches/[id]/jobs/[row_index]/route';
import { GET as listJobs } from '@/app/api/v1/batches/[id]/jobs/route';
import { POST as resolveRows } from '@/app/api/v1/batches/[id]/resolve/route';
import { GET as getBatch } from '@/app/api/v1/batches/[id]/route';
import { POST as verifyRows } from '@/app/api/v1/batches/[id]/verify/route';
import { finishBatchIfDone } from '@/lib/db/sql/finish-batch';
import { takeLane } from '@/lib/db/sql/take-lane';
import { jobSchema } from '@/lib/domain/wire/job';
import { addWorker } from '@/tests/support/attempt-records';
import { expectCountsHold } from '@/tests/support/batch-invariants';
import { seedBatch } from '@/tests/support/seed-batch';
import { type Api, call, refusal, startApi } from './api-harness';
import { runRows } from './run-rows';

let api: Api;
let member: { cookie: string };
let id: string;

beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
});
afterAll(() => api.close());

/** A finished batch with a completed row and three unconfirmed ones, about which nobody asks yet. */
beforeEach(async () => {
  const { db } = api.context;
  await db.pool.query('delete from batch');
  id = await seedBatch(db, { rows: 4 });
  await db.pool.query('update automation_version set settle_seconds = null');
  const states = ['completed', 'unconfirmed', 'unconfirmed', 'unconfirmed'] as const;
  await runRows(db, await addWorker(db), states);
  await finishBatchIfDone(db.pool, id);
  await db.pool.query('update automation_version set settle_seconds = 60');
});

const json = async (response: Promise<Response>) => (await response).json();
const of = (more: object = {}) => ({ ...member, params: { id }, ...more });
const resolve = (body: object) => call(resolveRows, 'POST', of({ body }));
const verify = (body: object = {}) => call(verifyRows, 'POST', of({ body }));
const counts = async () => (await json(call(getBatch, 'GET', of()))).counts;

it('decides several rows at once, each with its note in the history', async () => {
  expect(await json(resolve({ status: 'completed', row_indexes: [3, 1] }))).toEqual({
    batch_id: id,
    status: 'completed',
    resolved: 2,
    row_indexes: [1, 3],
  });
  expect(await counts()).toMatchObject({ completed: 3, unconfirmed: 1 });
  const row = { ...member, params: { id, row_index: '3' } };
  const { history } = await json(call(getJob, 'GET', row));
  expect(history.map((event: { action: string }) => event.action)).toEqual(['job.resolve']);
  await expectCountsHold(api.context.db, id);
});

it('decides all or none', async () => {
  const answer = await resolve({ status: 'failed', row_indexes: [1, 0] });
  expect(await refusal(answer)).toEqual({ status: 409, code: 'job_state_conflict' });
  expect(await refusal(await resolve({ status: 'failed', row_indexes: [1, 77] }))).toEqual({
    status: 409,
    code: 'job_state_conflict',
  });
  expect(await counts()).toMatchObject({ completed: 1, unconfirmed: 3 });
});

it('takes ids of jobs as well, and lets the rows run again', async () => {
  const { items } = await json(call(listJobs, 'GET', of({ query: { status: 'unconfirmed' } })));
  const job_ids = items.map((item: { job_id: string }) => item.job_id);
  expect(await json(resolve({ status: 'pending', job_ids }))).toMatchObject({ resolved: 3 });
  expect(await json(call(getBatch, 'GET', of()))).toMatchObject({ status: 'running' });
  expect(await counts()).toMatchObject({ pending: 3, unconfirmed: 0 });
});

it('decides all unconfirmed rows of a filter at once, but for some and for those that nobody saw', async () => {
  const { db } = api.context;
  const seenAt = '2026-01-01T10:00:00.500Z';
  const end = `update job set ended_at = $2::timestamptz where batch_id = $1 and row_index = $3`;
  await db.pool.query(end, [id, '2026-01-01T10:00:00.500700Z', 1]);
  await db.pool.query(end, [id, '2026-01-01T10:00:01Z', 3]);
  const body = { status: 'failed', rows: 'all', except_rows: [2], until: seenAt };
  const headers = { 'Idempotency-Key': 'decide' };
  for (const _time of ['first', 'repeated']) {
    const answer = await json(call(resolveRows, 'POST', of({ body, headers })));
    expect(answer).toEqual({ batch_id: id, status: 'failed', resolved: 1, row_indexes: [1] });
  }
  expect(await counts()).toMatchObject({ completed: 1, failed: 1, unconfirmed: 2 });
  const inGroup = { status: 'completed', rows: 'all', group: 'no-such-group' };
  expect(await json(resolve(inGroup))).toMatchObject({ resolved: 0 });
  expect(await json(resolve({ status: 'completed', rows: 'all', from_row: 3 }))).toMatchObject({
    row_indexes: [3],
  });
  const noted = await db.prisma.auditEvent.findMany({ where: { batchId: id }, orderBy: { id: 'asc' } });
  expect(noted.map(({ action, rowIndex, actorName }) => [action, rowIndex, actorName])).toEqual([
    ['job.resolve', 1, 'member'],
    ['batch.resolve', null, 'member'],
    ['job.resolve', 3, 'member'],
    ['batch.resolve', null, 'member'],
  ]);
  await expectCountsHold(db, id);
});

it('lets all unconfirmed rows run again, and has the site asked about all but some', async () => {
  expect(await json(verify({ rows: 'all', except_rows: [1] }))).toEqual({
    ...{ batch_id: id, asked: 2, skipped: 0 },
  });
  expect(await json(resolve({ status: 'pending', rows: 'all' }))).toMatchObject({ resolved: 3 });
  expect(await json(call(getBatch, 'GET', of()))).toMatchObject({ status: 'running' });
  expect(await counts()).toMatchObject({ pending: 3, unconfirmed: 0 });
});

it.each([
  ['no rows', { status: 'failed' }],
  ['named rows and all', { status: 'failed', row_indexes: [1], rows: 'all' }],
  ['named rows and a filter', { status: 'failed', row_indexes: [1], group: 'x' }],
  ['a filter that does not say all', { status: 'failed', except_rows: [1] }],
  ['rows and ids', { status: 'failed', row_indexes: [1], job_ids: ['x'] }],
  ['an empty list', { status: 'failed', row_indexes: [] }],
  ['another state', { status: 'running', row_indexes: [1] }],
])('refuses to decide with %s', async (_name, body) => {
  expect((await resolve(body)).status).toBe(422);
});

it('has the site asked at once, and shows that it is', async () => {
  expect(await json(verify({ row_indexes: [1, 0] }))).toEqual({ batch_id: id, asked: 1, skipped: 1 });
  expect(await json(call(getBatch, 'GET', of()))).toMatchObject({ status: 'running' });
  const { items } = await json(call(listJobs, 'GET', of({ query: { status: 'unconfirmed' } })));
  const shown = items.map((item: unknown) => jobSchema.parse(item).verification);
  expect(shown).toEqual([
    {
      next_at: expect.any(String),
      is_asking: false,
      answer: null,
      answered_at: null,
      verdict: null,
    },
    null,
    null,
  ]);
  const { db } = api.context;
  expect(await takeLane(db.pool, await addWorker(db))).toMatchObject({ batchId: id });
});

it('asks about all unconfirmed rows when none is named', async () => {
  expect(await json(verify())).toEqual({ batch_id: id, asked: 3, skipped: 0 });
});

it('says why it cannot ask', async () => {
  expect(await refusal(await verify({ row_indexes: [0] }))).toEqual({
    status: 409,
    code: 'no_unconfirmed_rows',
  });
  await api.context.db.pool.query('update automation_version set settle_seconds = null');
  expect(await refusal(await verify())).toEqual({ status: 409, code: 'verify_missing' });
  await api.context.db.pool.query(
    `update batch set state = 'paused', reason = 'person', outcome = null where id = $1`,
    [id],
  );
  expect(await refusal(await verify())).toEqual({ status: 409, code: 'batch_state_conflict' });
});

it('lets viewers neither decide nor ask', async () => {
  const viewer = await api.signIn('viewer');
  const body = { status: 'completed', row_indexes: [1] };
  const decided = await call(resolveRows, 'POST', { ...viewer, params: { id }, body });
  const asked = await call(verifyRows, 'POST', { ...viewer, params: { id }, body: {} });
  expect([decided.status, asked.status]).toEqual([403, 403]);
});
