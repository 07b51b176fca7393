import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST as startTry } from '@/app/api/v1/automations/[name]/try/route';
import { GET as getBatch } from '@/app/api/v1/batches/[id]/route';
import { GET as listBatches } from '@/app/api/v1/batches/route';
import { GET as getTry } from '@/app/api/v1/tries/[id]/route';
import { POST as stopTry } from '@/app/api/v1/tries/[id]/stop/route';
import { DELETE as deleteUpload } from '@/app/api/v1/uploads/[id]/route';
import { GET as listWorkers } from '@/app/api/v1/workers/route';
import { finishBatchIfDone } from '@/lib/db/sql/finish-batch';
import { takeLane, takeTryLane } from '@/lib/db/sql/take-lane';
import { trySchema } from '@/lib/domain/wire/try';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import { removeOldTries } from '@/lib/services/tries/remove-tries';
import { readUpload } from '@/lib/services/uploads/read-upload';
import { receiveUpload } from '@/lib/services/uploads/receive-upload';
import { rereadUpload } from '@/lib/services/uploads/reread-upload';
import { addWorker, takeAndClaim } from '@/tests/support/attempt-records';
import { type Api, call, refusal, startApi } from './api-harness';
import { runRows } from './run-rows';

let api: Api;
let member: { cookie: string };
let viewer: { cookie: string };
let uploadId: string;

const CSV = 'email,note\nada@example.com,a\nnot an address,b\nbea@example.com,c\nx@example.com,d,too much\n';
const SIGNUP = `version: 1
name: signup
effect: submit
base_url: http://127.0.0.1:9
inputs:
  email: { type: email }
steps:
  - goto: /
  - fill: { label: E-mail, value: '{{ email }}' }
    id: fill-in
  - click: { role: button, name: Send }
    commit: true
  - expect: { text: Thanks }
`;

beforeAll(async () => {
  api = await startApi();
  [member, viewer] = await Promise.all([api.signIn('member'), api.signIn('viewer')]);
  await saveAutomation(api.context, { source: SIGNUP });
  uploadId = await addFile();
});
afterAll(() => api.close());

async function addFile(): Promise<string> {
  async function* body() {
    yield Buffer.from(CSV);
  }
  const upload = await receiveUpload(api.context, { filename: 'people.csv', body: body() });
  await readUpload(api.context, { uploadId: upload.id });
  return upload.id;
}

function post(body: object, who = member): Promise<Response> {
  const merged = { upload_id: uploadId, row_index: 0, ...body };
  return call(startTry, 'POST', { ...who, params: { name: 'signup' }, body: merged });
}

async function start(body: object = {}) {
  const response = await post(body);
  expect(response.status).toBe(201);
  return trySchema.parse(await response.json());
}

async function look(id: string) {
  return trySchema.parse(await (await call(getTry, 'GET', { ...member, params: { id } })).json());
}

const stop = (id: string) => call(stopTry, 'POST', { ...member, params: { id } });

describe('what is refused', () => {
  it.each([
    ['a row that the file does not have', { row_index: 4 }, 422, 'row_out_of_range'],
    ['a row whose cells the automation does not take', { row_index: 1 }, 422, 'row_invalid'],
    ['a row that the reader refused', { row_index: 3 }, 422, 'row_invalid'],
    ['a step that is not there', { stop_before: 5 }, 422, 'step_unknown'],
    ['a step id that is not there', { stop_before: 'nowhere' }, 422, 'step_unknown'],
    ['passing the commit step unasked', { stop_before: 4 }, 422, 'try_would_submit'],
    ['an unknown column', { bindings: { email: 'nowhere' } }, 422, 'unknown_columns'],
    ['an unknown version', { automation_version: 9 }, 404, 'automation_not_found'],
    ['an unknown file', { upload_id: '0197a5f0-0000-7000-8000-000000000000' }, 404, 'upload_not_found'],
    ['a row before the first', { row_index: -1 }, 422, 'request_invalid'],
  ])('%s', async (_what, body, status, code) => {
    expect(await refusal(await post(body))).toEqual({ status, code });
    expect(await api.context.db.prisma.batch.count()).toBe(0);
  });

  it('says what is wrong with the row, and never what its cell holds', async () => {
    const problem = await (await post({ row_index: 1 })).json();
    expect(problem.errors).toEqual([
      { path: 'email', code: 'type_invalid', message: expect.stringContaining('email'), line: 3 },
    ]);
    expect(problem.detail).toMatch(/^Row 2 \(line 3\) cannot run: email /);
    expect(JSON.stringify(problem)).not.toContain('not an address');
  });

  it('to viewers', async () => {
    expect((await post({}, viewer)).status).toBe(403);
  });

  it('a row of a file that is still being read', async () => {
    const id = await addFile();
    await api.context.db.prisma.upload.update({ where: { id }, data: { state: 'reading' } });
    expect(await refusal(await post({ upload_id: id, row_index: 9 }))).toEqual({
      status: 409,
      code: 'row_not_read',
    });
    // A row that is there already can be tried.
    const { id: tryId } = await start({ upload_id: id, row_index: 2 });
    await stop(tryId);
  });

  it('a row that was dropped; an edited one runs as edited', async () => {
    const id = await addFile();
    const edit = { uploadId: id, version: 1, cells: ['eve@example.com', 'e'] };
    await api.context.db.prisma.rowEdit.createMany({
      data: [
        { ...edit, rowIndex: 0, isDropped: true },
        { ...edit, rowIndex: 1 },
      ],
    });
    expect(await refusal(await post({ upload_id: id, row_index: 0 }))).toMatchObject({ code: 'row_dropped' });
    const tried = await start({ upload_id: id, row_index: 1 });
    expect(tried.steps[1]?.title).toContain('eve@example.com');
    await stop(tried.id);
  });
});

describe('a try that waits', () => {
  it('says that no worker is running, and can be stopped', async () => {
    const tried = await start();
    expect(tried).toMatchObject({ state: 'waiting', waiting_for: 'worker', stopped_before: null });
    expect(tried.steps.map((step) => step.state)).toEqual(['pending', 'pending', 'pending', 'pending']);
    const stopped = trySchema.parse(await (await stop(tried.id)).json());
    expect(stopped).toMatchObject({ state: 'stopped', waiting_for: null });
    expect(stopped.ended_at).not.toBeNull();
  });

  it('is no batch', async () => {
    const { id } = await start();
    const { items } = await (await call(listBatches, 'GET', member)).json();
    expect(items).toEqual([]);
    expect((await call(getBatch, 'GET', { ...member, params: { id } })).status).toBe(404);
    await stop(id);
  });

  it('is taken before the rows of any batch, and shown as a try where it runs', async () => {
    const worker = await addWorker(api.context.db);
    const { id } = await start({ stop_before: 'fill-in' });
    expect((await look(id)).waiting_for).toBe('slot');
    const { hold, claim } = await takeAndClaim(api.context.db, worker);
    expect(hold.batchId).toBe(id);
    expect(claim).toMatchObject({ rowIndex: 0, tryOrder: { stopBefore: 2 }, attemptNo: 1 });
    const { items } = await (await call(listWorkers, 'GET', member)).json();
    expect(items.find((item: { id: string }) => item.id === worker).rows).toEqual([
      expect.objectContaining({ row_index: 0, is_try: true, batch_name: 'people.csv' }),
    ]);
    await api.context.db.prisma.batch.delete({ where: { id } });
  });

  it('is not run by a worker that comes too late, and ended then', async () => {
    const worker = await addWorker(api.context.db);
    const { id } = await start();
    await setAge(id, '11 minutes');
    expect(await takeLane(api.context.db.pool, worker)).toBeNull();
    expect(await takeTryLane(api.context.db.pool, worker)).toBeNull();
    await removeOldTries(api.context);
    expect((await look(id)).state).toBe('stopped');
  });
});

describe('old tries', () => {
  it('are removed after a day, with their files; younger ones stay', async () => {
    const worker = await addWorker(api.context.db);
    const [old, young] = [await start(), await start()];
    await runRows(api.context.db, worker, ['completed', 'completed']);
    const storageKey = `artifacts/${old.id}/0/1/x.jpg`;
    await api.context.storage.put(storageKey, Buffer.from('x'));
    for (const { id } of [old, young]) await finishBatchIfDone(api.context.db.pool, id);
    await setAge(old.id, '25 hours');
    await removeOldTries(api.context);
    expect(await refusal(await call(getTry, 'GET', { ...member, params: { id: old.id } }))).toEqual({
      status: 404,
      code: 'try_not_found',
    });
    expect((await look(young.id)).state).toBe('completed');
    await expect(api.context.storage.open(storageKey).toArray()).rejects.toThrow('gone');
  });

  it('go with their file, unless one still runs', async () => {
    const id = await addFile();
    const { id: tryId } = await start({ upload_id: id });
    const remove = () => call(deleteUpload, 'DELETE', { ...member, params: { id } });
    expect(await refusal(await remove())).toEqual({ status: 409, code: 'upload_in_use' });
    await stop(tryId);
    expect((await remove()).status).toBe(204);
    expect(await api.context.db.prisma.batch.count({ where: { uploadId: id } })).toBe(0);
  });

  it('go when the file is read in another way: they rest on the old reading', async () => {
    const id = await addFile();
    await stop((await start({ upload_id: id })).id);
    await rereadUpload(api.context, { uploadId: id, readOptions: { delimiter: ';' } });
    expect(await api.context.db.prisma.batch.count({ where: { uploadId: id } })).toBe(0);
  });
});

async function setAge(id: string, age: string): Promise<void> {
  await api.context.db.pool.query('update batch set created_at = now() - $2::interval where id = $1', [
    id,
    age,
  ]);
}
