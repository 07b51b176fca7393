import { afterAll, beforeAll, expect, it } from 'vitest';
import { POST as resolveBatch } from '@/app/api/v1/batches/[id]/resolve/route';
import { POST as retryBatch } from '@/app/api/v1/batches/[id]/retry/route';
import { GET as getBatch } from '@/app/api/v1/batches/[id]/route';
import { POST as stopBatch } from '@/app/api/v1/batches/[id]/stop/route';
import { GET as getOperation } from '@/app/api/v1/operations/[id]/route';
import { type BackgroundQueue, openQueue } from '@/lib/background/queue';
import { recordAttempt } from '@/lib/db/sql/record-attempt';
import { releaseLane } from '@/lib/db/sql/release-lane';
import type { Failure } from '@/lib/domain/failure';
import { makeJobId } from '@/lib/domain/run-id';
import { type BatchJson, batchSchema } from '@/lib/domain/wire/batch';
import { operationSchema } from '@/lib/domain/wire/operation';
import { workOffOperation } from '@/lib/services/operations/work-off-operation';
import { addWorker, attemptRecord, takeAndClaim } from '@/tests/support/attempt-records';
import { expectCountsHold } from '@/tests/support/batch-invariants';
import { seedBatch } from '@/tests/support/seed-batch';
import { waitFor } from '@/tests/support/wait-for';
import { serveQueues } from '@/worker/background/serve-queues';
import { type Api, call, refusal, startApi } from './api-harness';

const ROWS = 12_000;
const MISSING: Failure = { kind: 'page_mismatch', code: 'element_missing', message: 'No button', step: 3 };

let api: Api;
let member: { cookie: string };
let worker: string;
let id: string;

const of = (more: object = {}) => ({ ...member, params: { id }, ...more });

async function readBatch(): Promise<BatchJson> {
  return batchSchema.parse(await (await call(getBatch, 'GET', of())).json());
}

async function readOperation(operationId: string) {
  const response = await call(getOperation, 'GET', { ...member, params: { id: operationId } });
  return operationSchema.parse(await response.json());
}

/** Asks for a change of very many rows; gives the operation's id. */
async function begin(verb: typeof stopBatch, counts: object, body?: object): Promise<string> {
  const response = await call(verb, 'POST', of(body ? { body } : {}));
  expect(response.status).toBe(202);
  const answer = await response.json();
  expect(answer).toMatchObject({ batch_id: id, counts });
  return answer.operation_id;
}

beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
  worker = await addWorker(api.context.db);
  id = await seedBatch(api.context.db, { rows: ROWS });
});
afterAll(() => api.close());

it('a stop of very many rows says what it will stop, and two that work on it share the rows', async () => {
  const operationId = await begin(stopBatch, { pending: ROWS });
  expect(await readBatch()).toMatchObject({
    status: 'stopping',
    counts: { pending: ROWS },
    operation: { id: operationId, kind: 'stop', total: ROWS, done: 0, status: 'running' },
  });
  expect((await call(retryBatch, 'POST', of({ body: {} }))).status).toBe(409);

  await Promise.all([1, 2].map(() => workOffOperation(api.context, { operationId })));
  expect(await readOperation(operationId)).toMatchObject({ done: ROWS, status: 'done' });
  expect(await readBatch()).toMatchObject({
    status: 'finished',
    counts: { pending: 0, stopped: ROWS },
    operation: null,
  });
  await expectCountsHold(api.context.db, id);
});

it('a batch does not end before all its rows are put back, and a row that fails again meanwhile stays failed', async () => {
  const { run_id: runId } = await readBatch();
  const first = await call(retryBatch, 'POST', of({ body: { job_ids: [makeJobId(runId, 0)] } }));
  expect(await first.json()).toMatchObject({ retried: 1 });
  const operationId = await begin(retryBatch, { stopped: ROWS - 1 }, { status: ['failed', 'stopped'] });

  const { db } = api.context;
  const { hold, claim } = await takeAndClaim(db, worker);
  await recordAttempt(db.pool, hold, attemptRecord(claim, { state: 'failed' }, MISSING), {
    breakAtEqualFailures: 0,
  });
  await releaseLane(db.pool, hold);
  expect(await readBatch()).toMatchObject({ status: 'running', counts: { pending: 0, failed: 1 } });

  await workOffOperation(api.context, { operationId });
  expect(await readOperation(operationId)).toMatchObject({ done: ROWS - 1, total: ROWS - 1, status: 'done' });
  expect(await readBatch()).toMatchObject({
    status: 'running',
    counts: { pending: ROWS - 1, failed: 1 },
    operation: null,
  });
  await expectCountsHold(db, id);
});

it('a stop ends a retry that is under way, and a worker takes it from the queue', async () => {
  const stopped = await begin(stopBatch, { pending: ROWS - 1 });
  await workOffOperation(api.context, { operationId: stopped });
  const retried = await begin(retryBatch, { failed: 1, stopped: ROWS - 1 }, {});
  // Nothing waits yet, so this stop is made at once.
  const stop = await call(stopBatch, 'POST', of());
  expect(await stop.json()).toMatchObject({ stopped_jobs: 0 });
  expect(await readOperation(retried)).toMatchObject({ done: 0, status: 'cancelled' });
  expect(await readBatch()).toMatchObject({ status: 'finished', counts: { failed: 1, stopped: ROWS - 1 } });

  const again = await begin(retryBatch, { failed: 1, stopped: ROWS - 1 }, {});
  await withWorkerQueue(async () => {
    await waitFor(
      'the rows to be put back',
      30_000,
      async () => (await readOperation(again)).status === 'done',
    );
  });
  expect(await readBatch()).toMatchObject({ status: 'running', counts: { pending: ROWS } });
  // The other messages found their work done.
  expect(await readOperation(retried)).toMatchObject({ done: 0, status: 'cancelled' });
  await expectCountsHold(api.context.db, id);
});

it('a decision about very many rows takes those that were unconfirmed when it was made, each with who decided', async () => {
  const { db } = api.context;
  await makeUnconfirmed();
  const body = { status: 'completed', rows: 'all', except_rows: [0] };
  const operationId = await begin(resolveBatch, { unconfirmed: ROWS - 1 }, body);
  expect(await readBatch()).toMatchObject({ operation: { id: operationId, kind: 'resolve', done: 0 } });
  const again = await call(resolveBatch, 'POST', of({ body: { ...body, status: 'failed' } }));
  expect(await refusal(again)).toEqual({ status: 409, code: 'operation_running' });
  // It ran meanwhile, and nobody knows of this second time.
  await db.pool.query('update job set ended_at = now() where batch_id = $1 and row_index = 7000', [id]);

  await Promise.all([1, 2].map(() => workOffOperation(api.context, { operationId })));
  expect(await readOperation(operationId)).toMatchObject({ done: ROWS - 2, status: 'done' });
  expect(await readBatch()).toMatchObject({
    status: 'finished',
    counts: { completed: ROWS - 2, unconfirmed: 2 },
    operation: null,
  });
  const decided = await db.prisma.auditEvent.findMany({
    where: { batchId: id, action: 'job.resolve', actorName: 'member' },
    select: { rowIndex: true },
  });
  expect(new Set(decided.map(({ rowIndex }) => rowIndex)).size).toBe(ROWS - 2);
  await expectCountsHold(db, id);
});

it('says so plainly when there is no such operation', async () => {
  const response = await call(getOperation, 'GET', { ...member, params: { id: 'nothing' } });
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: 'operation_not_found' });
});

async function withWorkerQueue(work: () => Promise<void>): Promise<void> {
  const errors: unknown[] = [];
  const queue: BackgroundQueue = await openQueue(process.env.DATABASE_URL as string, 'worker');
  await serveQueues(queue, api.context, (error) => errors.push(error));
  try {
    await work();
  } finally {
    await queue.stop();
  }
  expect(errors).toEqual([]);
}

/** All rows may have been submitted, and nobody saw the end. */
async function makeUnconfirmed(): Promise<void> {
  const { pool } = api.context.db;
  await pool.query(
    `update job set state = 'unconfirmed', run_at = null, ended_at = now() where batch_id = $1`,
    [id],
  );
  await pool.query(
    `update batch_bucket set unconfirmed = pending + running + completed + failed + stopped, pending = 0, running = 0,
            completed = 0, failed = 0, stopped = 0 where batch_id = $1`,
    [id],
  );
}
