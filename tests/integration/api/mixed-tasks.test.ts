import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GET as exportBatch } from '@/app/api/v1/batches/[id]/export/route';
import { POST as checkRow } from '@/app/api/v1/batches/[id]/jobs/[row_index]/check/route';
import { PATCH as editRow } from '@/app/api/v1/batches/[id]/jobs/[row_index]/route';
import { GET as listJobs } from '@/app/api/v1/batches/[id]/jobs/route';
import { GET as getManifest } from '@/app/api/v1/batches/[id]/manifest/route';
import { POST as retryBatch } from '@/app/api/v1/batches/[id]/retry/route';
import { GET as getBatch } from '@/app/api/v1/batches/[id]/route';
import { POST as createBatch } from '@/app/api/v1/batches/route';
import { loadBatchPlan } from '@/lib/db/batch-plan';
import { recordAttempt } from '@/lib/db/sql/record-attempt';
import { releaseLane } from '@/lib/db/sql/release-lane';
import { batchSchema } from '@/lib/domain/wire/batch';
import { getAutomation } from '@/lib/services/automations/get-automation';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import { importBatch } from '@/lib/services/batches/import-batch';
import { startBatch } from '@/lib/services/batches/start-batch';
import { stopBatch } from '@/lib/services/batches/stop-batch';
import { addWorker, attemptRecord, takeAndClaim } from '@/tests/support/attempt-records';
import { call, refusal } from './api-harness';
import { FILE, type MixedTasks, ORDER, startMixedTasks } from './mixed-tasks-fixture';

let tasks: MixedTasks;
let worker: string;
beforeAll(async () => {
  tasks = await startMixedTasks();
  worker = await addWorker(tasks.api.context.db);
});
afterAll(() => tasks.api.close());

async function newBatch(content: string, body: object = {}): Promise<string> {
  const upload_id = await tasks.upload(content);
  const created = await call(createBatch, 'POST', { ...tasks.member, body: { upload_id, ...body } });
  expect(created.status).toBe(201);
  const { id } = batchSchema.parse(await created.json());
  await importBatch(tasks.api.context, { batchId: id });
  return id;
}

const json = async (response: Promise<Response>) => (await response).json();
const of = (id: string, query: Record<string, string> = {}) => ({ ...tasks.member, params: { id }, query });

describe('a batch whose rows choose their automation', () => {
  let id: string;
  beforeEach(async () => {
    id = await newBatch(FILE, { rows: 'valid' });
  });

  it('pins what was chosen, and leaves out rows that cannot run, each with its reason', async () => {
    const batch = batchSchema.parse(await json(call(getBatch, 'GET', of(id))));
    expect(batch).toMatchObject({
      status: 'ready',
      automation: null,
      total_jobs: 4,
      excluded_rows: 5,
      empty_rows: 1,
    });
    expect(batch.automations).toEqual([
      { name: 'customer-signup', title: 'customer-signup', version: 1, latest_version: 1, effect: 'submit' },
      { name: 'order-status', title: 'Look an order up', version: 1, latest_version: 1, effect: 'read' },
    ]);
    const { items } = await json(call(listJobs, 'GET', of(id)));
    expect(
      items.map((job: { row_index: number; automation: string }) => [job.row_index, job.automation]),
    ).toEqual([
      [0, 'order-status'],
      [1, 'order-status'],
      [2, 'customer-signup'],
      [3, 'order-status'],
    ]);
    const excluded = await tasks.api.context.db.prisma.excludedRow.findMany({
      where: { batchId: id },
      orderBy: { rowIndex: 'asc' },
    });
    expect(excluded.map(({ rowIndex, detail }) => [rowIndex, detail])).toEqual([
      [4, 'no automation has this name; did you mean order-status?'],
      [5, 'name is empty, but the automation needs it'],
      [6, expect.stringContaining('order-status has no such input')],
      [7, expect.stringContaining('needs a value for shop')],
      [8, 'email is no e-mail address'],
    ]);
  });

  it('runs pinned versions, and newer ones only in a retry that asks for them', async () => {
    const newer = ORDER.replace(
      'email: { type: email, required: false }',
      'nick: { type: string, default: x }',
    );
    const { version: before } = await getAutomation(tasks.api.context, { name: 'order-status' });
    const { version: after } = await saveAutomation(tasks.api.context, { source: `${newer}# ${before}\n` });
    await startBatch(tasks.api.context, { batchId: id });
    const claims = [];
    for (let row = 0; row < 4; row += 1) {
      const { hold, claim } = await takeAndClaim(tasks.api.context.db, worker);
      claims.push(claim);
      const record = attemptRecord(claim, { state: row === 0 ? 'failed' : 'completed' });
      await recordAttempt(tasks.api.context.db.pool, hold, record, { breakAtEqualFailures: 0 });
      await releaseLane(tasks.api.context.db.pool, hold);
    }
    expect(claims.map(({ automationVersion }) => automationVersion)).toEqual([before, before, 1, before]);
    expect(claims[0]?.automationNo).toBe(claims[1]?.automationNo);
    expect(claims[2]?.automationNo).not.toBe(claims[0]?.automationNo);

    const body = { automation_version: 'latest' };
    expect((await call(retryBatch, 'POST', { ...of(id), body })).status).toBe(200);
    const { claim } = await takeAndClaim(tasks.api.context.db, worker);
    expect(claim).toMatchObject({
      rowIndex: 0,
      automationVersion: after,
      automationNo: claims[0]?.automationNo,
    });
    const plan = await loadBatchPlan(tasks.api.context.db, id, claim);
    expect(plan.rowBindings?.inputs).toMatchObject({ order_id: { columns: [2, 1] }, nick: { columns: [] } });
    await stopBatch(tasks.api.context, { batchId: id });
  });

  it('lets an edited row choose anew', async () => {
    const edit = (row_index: string, row_data: object) =>
      call(editRow, 'PATCH', { ...tasks.member, params: { id, row_index }, body: { row_data } });
    expect(await json(edit('0', { task: '@customer-signup name=Bo' }))).toMatchObject({
      automation: 'customer-signup',
    });
    expect(await json(edit('0', { task: '@needy' }))).toMatchObject({ automation: 'needy' });
    const batch = await json(call(getBatch, 'GET', of(id)));
    expect(batch.automations.map((one: { name: string }) => one.name)).toContain('needy');
    expect(await refusal(await edit('0', { task: '@customer-signupp' }))).toEqual({
      status: 422,
      code: 'automation_unknown',
    });
    expect(await refusal(await edit('0', { task: '' }))).toEqual({ status: 422, code: 'command_missing' });
    const wrongWith = async (task: string) => {
      const body = { row_data: { task } };
      const { problems } = await json(
        call(checkRow, 'POST', { ...tasks.member, params: { id, row_index: '0' }, body }),
      );
      return problems.map(({ header, code }: { header: string; code: string }) => [header, code]);
    };
    expect(await wrongWith('@customer-signup name=Bo')).toEqual([]);
    expect(await wrongWith('@customer-signupp')).toEqual([['task', 'automation_unknown']]);
    expect(await wrongWith('@order-status order_id=no')).toEqual([['params.order_id', 'pattern_mismatch']]);
    expect(await json(edit('1', { email: 'bo@example.com' }))).toMatchObject({ automation: 'order-status' });
  });

  it('has the union of outputs in its results, and says what ran for each row', async () => {
    const csv = await (await call(exportBatch, 'GET', of(id, { format: 'csv', raw: 'true' }))).text();
    const [header, first, , third, , fifth] = csv.split('\r\n');
    expect(header).toBe(
      'task,order_id,params.order_id,name,email,automation,status,error_code,error_message,attempts,started_at,ended_at,duration_ms,customer_id,output.status,total,evidence',
    );
    expect(first).toContain(',order-status,pending,');
    expect(third).toContain(',customer-signup,pending,');
    expect(fifth).toContain(',,excluded,invalid,');
    const manifest = await json(call(getManifest, 'GET', of(id)));
    expect(manifest).toMatchObject({
      automation: null,
      automations: [
        { name: 'customer-signup', version: 1 },
        { name: 'order-status', version: expect.any(Number) },
      ],
    });
    expect(manifest.jobs[2].automation).toBe('customer-signup');
  });
});

describe('creating it', () => {
  it('takes what its templates need from vars, and inputs from chosen columns', async () => {
    const id = await newBatch('command,no\n@needy,\n@order-status,AB-1\n@order-status,AB-0001\n', {
      rows: 'valid',
      vars: { shop: 'main' },
      bindings: { order_id: 'no' },
    });
    const batch = await json(call(getBatch, 'GET', of(id)));
    expect(batch).toMatchObject({ total_jobs: 2, excluded_rows: 1 });
  });

  it('fails before anything runs when all rows are wanted and one names nothing that exists', async () => {
    const id = await newBatch('task\n@needy\n@nothing\n', { vars: { shop: 'x' } });
    const batch = await json(call(getBatch, 'GET', of(id)));
    expect(batch).toMatchObject({ status: 'failed', total_jobs: 0 });
    expect(batch.reason_text).toContain('row 2 (line 3): no automation has this name');
  });

  it.each([
    ['a file without such a column', 'order_id\nAB-0001\n', {}, 'automation_missing'],
    ['a version of nothing', 'task\n@needy\n', { automation_version: 1 }, 'automation_missing'],
    ['an input that no automation has', 'task\n@needy\n', { bindings: { nope: 'task' } }, 'unknown_inputs'],
    ['a column that is not there', 'task\n@needy\n', { bindings: { name: 'nope' } }, 'unknown_columns'],
  ])('refuses %s', async (_, content, body, code) => {
    const upload_id = await tasks.upload(content);
    const answer = await call(createBatch, 'POST', { ...tasks.member, body: { upload_id, ...body } });
    expect(await refusal(answer)).toEqual({ status: 422, code });
  });
});
