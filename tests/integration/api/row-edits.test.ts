import { afterAll, beforeAll, expect, it } from 'vitest';
import { POST as checkRow } from '@/app/api/v1/batches/[id]/jobs/[row_index]/check/route';
import { PATCH as editRow, GET as getJob } from '@/app/api/v1/batches/[id]/jobs/[row_index]/route';
import { POST as retryBatch } from '@/app/api/v1/batches/[id]/retry/route';
import { recordAttempt } from '@/lib/db/sql/record-attempt';
import { releaseLane } from '@/lib/db/sql/release-lane';
import { jobDetailSchema } from '@/lib/domain/wire/job-detail';
import { rowEditCheckSchema } from '@/lib/domain/wire/row-edit';
import { addWorker, attemptRecord, takeAndClaim } from '@/tests/support/attempt-records';
import { seedBatch } from '@/tests/support/seed-batch';
import { type Api, call, refusal, startApi } from './api-harness';
import { runRows } from './run-rows';

const SOURCE = `version: 1
name: seeded
base_url: http://127.0.0.1:4010
effect: read
inputs:
  amount: { type: number, max: 100 }
steps:
  - goto: /{{ amount }}
`;

let api: Api;
let member: { cookie: string };
let worker: string;
let id: string;

/** A running batch of two rows; the first has failed. Its amounts are written with a decimal comma. */
beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
  const { db } = api.context;
  worker = await addWorker(db);
  id = await seedBatch(db, { rows: 2, cellSql: `n || ',5'` });
  await db.prisma.automationVersion.updateMany({ data: { source: SOURCE } });
  const bindings = { amount: { column: 0, header: 'name', reading: 'decimal_comma' } };
  await db.prisma.batch.update({ where: { id }, data: { bindings } });
  await runRows(db, worker, ['failed']);
});
afterAll(() => api.close());

const at = (row: number, more: object = {}) => ({
  ...member,
  params: { id, row_index: String(row) },
  ...more,
});
const json = async (response: Promise<Response>) => (await response).json();
const readJob = async (row: number) => jobDetailSchema.parse(await json(call(getJob, 'GET', at(row))));
const edit = (row: number, row_data: object) => call(editRow, 'PATCH', at(row, { body: { row_data } }));
const check = (row_data: object) => call(checkRow, 'POST', at(0, { body: { row_data } }));
const problemsOf = async (row_data: object) =>
  rowEditCheckSchema
    .parse(await json(check(row_data)))
    .problems.map(({ header, message }) => [header, message]);

it('says what would be wrong with new values, read as the batch reads them, and changes nothing', async () => {
  const before = await readJob(0);
  expect(await problemsOf({})).toEqual([]);
  expect(await problemsOf({ name: '99,5' })).toEqual([]);
  expect(await problemsOf({ name: '100,5' })).toEqual([['name', expect.stringMatching(/^amount .*100/)]]);
  expect(await problemsOf({ name: 'many' })).toEqual([['name', expect.stringMatching(/^amount .*number/)]]);
  expect(await problemsOf({ name: ' ' })).toEqual([['name', expect.stringMatching(/^amount is empty/)]]);
  expect(await refusal(await check({ nmae: '1' }))).toEqual({ status: 422, code: 'unknown_columns' });
  const beyond = await call(checkRow, 'POST', at(7, { body: { row_data: {} } }));
  expect(await refusal(beyond)).toEqual({ status: 404, code: 'row_not_found' });
  expect(await readJob(0)).toEqual(before);
});

it('an edited row runs again with its new values; its history tells both', async () => {
  const { db } = api.context;
  const { job_id } = await json(edit(0, { name: '7,25' }));
  expect((await edit(0, { name: '7,25' })).status).toBe(200);
  const retry = { ...member, params: { id }, body: { job_ids: [job_id] } };
  expect(await json(call(retryBatch, 'POST', retry))).toMatchObject({ retried: 1 });
  await runRows(db, worker, ['completed']);
  const job = await readJob(0);
  expect(job).toMatchObject({ status: 'completed', row_data: { name: '7,25' }, output: { name: '7,25' } });
  expect(job.attempt_list.map((attempt) => attempt.row_version)).toEqual([0, 1]);
  // What changes nothing is noted nowhere.
  expect(job.history.map(({ actor, action, details }) => [actor.name, action, details])).toEqual([
    ['member', 'row.edit', { columns: 'name' }],
    ['member', 'batch.retry', { retried: 1 }],
  ]);
});

it('a row is not changed while it runs', async () => {
  const { db } = api.context;
  const { hold, claim } = await takeAndClaim(db, worker);
  expect(await refusal(await edit(1, { name: '3' }))).toEqual({ status: 409, code: 'job_running' });
  await recordAttempt(db.pool, hold, attemptRecord(claim, { state: 'failed' }), { breakAtEqualFailures: 0 });
  await releaseLane(db.pool, hold);
  expect(await readJob(1)).toMatchObject({ status: 'failed', row_data: { name: '2,5' }, history: [] });
  expect((await edit(1, { name: '3' })).status).toBe(200);
});

it('a viewer neither changes rows nor asks', async () => {
  const viewer = await api.signIn('viewer');
  const asViewer = { ...at(1, { body: { row_data: {} } }), cookie: viewer.cookie };
  expect((await call(checkRow, 'POST', asViewer)).status).toBe(403);
  expect((await call(editRow, 'PATCH', asViewer)).status).toBe(403);
});
