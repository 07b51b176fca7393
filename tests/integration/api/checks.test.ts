import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST as createBatch } from '@/app/api/v1/batches/route';
import { GET as getProblems } from '@/app/api/v1/uploads/[id]/checks/[check_id]/problems/route';
import { GET as listRows } from '@/app/api/v1/uploads/[id]/rows/route';
import type { CheckJson } from '@/lib/domain/wire/check';
import { type Api, call, refusal, startApi } from './api-harness';
import { checkCalls } from './check-calls';

let api: Api;
let member: { cookie: string };
let calls: ReturnType<typeof checkCalls>;
beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
  calls = checkCalls(api, member);
  await calls.automation('people', '  name: { type: string }\n  email: { type: email }');
});
afterAll(() => api.close());

const CSV =
  'name,email\nAda,ada@example.org\nBo,no\nCy,\nDee,dee@example.org,extra\nEd,not either\n,ed@example.org\n';

function counts({ file_rows, invalid_count, warning_count, dropped_count, runnable_count }: CheckJson) {
  return { file_rows, invalid_count, warning_count, dropped_count, runnable_count };
}

describe('a check of a file against an automation', () => {
  it('counts equal problems together, and says what to do', async () => {
    const id = await calls.upload(CSV);
    const check = await calls.check(id, { automation: 'people' });
    expect(check).toMatchObject({
      state: 'done',
      checked_rows: 6,
      automation: { name: 'people', version: 1 },
    });
    expect(counts(check)).toEqual({
      ...{ file_rows: 6, invalid_count: 5, warning_count: 0, dropped_count: 0, runnable_count: 1 },
    });
    expect(check.groups.map((group) => [group.message, group.column, group.header, group.first_row])).toEqual(
      [
        ['2 rows: email is no e-mail address', 2, 'email', 2],
        ['1 row: email is empty, but the automation needs it', 2, 'email', 3],
        ['1 row: the row has more cells than the file has columns', null, null, 4],
        ['1 row: name is empty, but the automation needs it', 1, 'name', 6],
      ],
    );
    expect(check.groups.every((group) => group.advice.length > 10)).toBe(true);
    expect(JSON.stringify(check)).not.toContain('not either');
  });

  it('gives the rows of one kind, and those before a row, the nearest first', async () => {
    const id = await calls.upload(CSV);
    const check = await calls.check(id, { automation: 'people' });
    await calls.edit(id, 1, { dropped: true });
    const kind = async (query: Record<string, string>) =>
      (await calls.rows(id, check.id, query)).items.map((row) => row.row_index);
    expect(await kind({ only: 'dropped' })).toEqual([1]);
    expect(await kind({ only: 'invalid' })).toEqual([2, 3, 4, 5]);
    expect(await kind({ only: 'duplicate' })).toEqual([]);
    expect(await kind({ only: 'problem', before: '5' })).toEqual([4, 3, 2]);
    expect(await kind({ only: 'problem', before: '5', limit: '1' })).toEqual([4]);
    expect((await calls.rows(id, check.id, { before: '5', limit: '1' })).next_cursor).toBeNull();
  });

  it('lists the rows with something to see, all or one group, from any row on', async () => {
    const id = await calls.upload(CSV);
    const check = await calls.check(id, { automation: 'people' });
    const { items } = await calls.rows(id, check.id);
    expect(items.map((row) => row.row_index)).toEqual([1, 2, 3, 4, 5]);
    expect(items[0]).toMatchObject({ line_number: 3, cells: ['Bo', 'no'], dropped: false, version: 0 });
    expect(items[0]?.problems).toMatchObject([
      { code: 'type_invalid', column: 2, value: 'no', input: 'email' },
    ]);
    const group = String(check.groups[0]?.no);
    const first = await calls.rows(id, check.id, { group, limit: '1' });
    expect(first.items.map((row) => row.row_index)).toEqual([1]);
    const rest = await calls.rows(id, check.id, { group, cursor: first.next_cursor ?? '' });
    expect(rest.items.map((row) => row.row_index)).toEqual([4]);
    expect((await calls.rows(id, check.id, { from: '3' })).items.map((row) => row.row_index)).toEqual([
      3, 4, 5,
    ]);
  });

  it('is the same for the same question, and another for another', async () => {
    const id = await calls.upload(CSV);
    const check = await calls.check(id, { automation: 'people' });
    expect((await calls.check(id, { automation: 'people' })).id).toBe(check.id);
    const other = await calls.check(id, { automation: 'people', bindings: { name: 'email' } });
    expect(other.id).not.toBe(check.id);
    expect((await calls.check(id, {})).invalid_count).toBe(1);
  });

  it('waits for a file that is still being read, and refuses questions that make no sense', async () => {
    const id = await calls.upload('name,email\nAda,a@example.org\n');
    await api.context.db.prisma.upload.update({ where: { id }, data: { state: 'reading' } });
    const waiting = await calls.check(id, { automation: 'people' });
    expect(waiting).toMatchObject({ state: 'waiting', file_rows: 0, seconds_left: null });
    await api.context.db.prisma.upload.update({ where: { id }, data: { state: 'ready' } });
    expect(await calls.check(id, { automation: 'people' })).toMatchObject({ id: waiting.id, state: 'done' });
    expect(await refusal(await calls.ask(id, { automation: 'gone' }))).toMatchObject({ status: 404 });
    expect(await refusal(await calls.ask(id, { key_column: 'x' }))).toMatchObject({
      code: 'unknown_columns',
    });
    const other = await calls.upload('name,email\nAda,a@example.org\n');
    const foreign = await call(listRows, 'GET', {
      ...member,
      params: { id: other },
      query: { check: waiting.id },
    });
    expect(await refusal(foreign)).toEqual({ status: 404, code: 'check_not_found' });
  });

  it('shows long values cut, and never those of secret inputs', async () => {
    await calls.automation('secrets', '  pin: { type: secret, max: 3 }\n  email: { type: email }');
    const id = await calls.upload(`pin,email\n12345,${'x'.repeat(300)}\n`);
    const check = await calls.check(id, { automation: 'secrets' });
    const [row] = (await calls.rows(id, check.id)).items;
    const values = row?.problems.map((problem) => [problem.input, problem.value?.length ?? null]);
    expect(values).toEqual([
      ['pin', null],
      ['email', 100],
    ]);
  });
});

describe('what a check found', () => {
  it('can be taken away as a table that no spreadsheet runs', async () => {
    const id = await calls.upload('name,email\nAda,=cmd|calc\n,b@example.org\n');
    const check = await calls.check(id, { automation: 'people' });
    const params = { id, check_id: check.id };
    const answer = await call(getProblems, 'GET', { ...member, params });
    expect(answer.headers.get('content-disposition')).toContain('problems.csv');
    const [head, first, second] = (await answer.text()).split('\r\n');
    expect(head).toBe('row,line,severity,code,column,header,value,message,what_to_do');
    expect(first).toMatch(/^1,2,error,type_invalid,2,email,'=cmd\|calc,email is no e-mail address,"?Correct/);
    expect(second).toMatch(/^2,3,error,input_missing,1,name,,"name is empty, but/);
    const gone = await call(getProblems, 'GET', { ...member, params: { ...params, check_id: id } });
    expect(await refusal(gone)).toEqual({ status: 404, code: 'check_not_found' });
  });

  it('of rows the file damaged refuses a batch of all rows until they are mended or dropped', async () => {
    const id = await calls.upload('name,email\nAda,a@example.org,x\nBo,b@example.org\nCy,c@example.org,y\n');
    const ask = () => call(createBatch, 'POST', { ...member, body: { upload_id: id, automation: 'people' } });
    expect(await refusal(await ask())).toEqual({ status: 422, code: 'rows_invalid' });
    await calls.edit(id, 0, { row_data: { name: 'Ada' } });
    expect(await refusal(await ask())).toEqual({ status: 422, code: 'rows_invalid' });
    await calls.edit(id, 2, { dropped: true });
    expect((await ask()).status).toBe(201);
  });
});

describe('an edit of a row', () => {
  it('brings the check up to date in the same request, and can be undone', async () => {
    const id = await calls.upload(CSV);
    const { id: checkId } = await calls.check(id, { automation: 'people' });
    const mended = await calls.edit(id, 1, { row_data: { email: 'bo@example.org' } }, { check: checkId });
    expect(mended).toMatchObject({ cells: ['Bo', 'bo@example.org'], version: 1, problems: [] });
    expect(counts(await calls.read(id, checkId))).toMatchObject({ invalid_count: 4, runnable_count: 2 });
    expect((await calls.read(id, checkId)).groups[0]).toMatchObject({ row_count: 1, first_row: 5 });

    await calls.edit(id, 4, { dropped: true });
    const dropped = await calls.read(id, checkId);
    expect(counts(dropped)).toMatchObject({ invalid_count: 3, dropped_count: 1, runnable_count: 2 });
    expect(dropped.groups.some((group) => group.code === 'type_invalid')).toBe(false);
    expect((await calls.rows(id, checkId, { from: '4' })).items[0]).toMatchObject({
      dropped: true,
      problems: [],
    });

    expect(await calls.edit(id, 1, { restore_version: 0 })).toMatchObject({
      cells: ['Bo', 'no'],
      version: 2,
    });
    await calls.edit(id, 4, { dropped: false });
    expect(counts(await calls.read(id, checkId))).toMatchObject({ invalid_count: 5, runnable_count: 1 });
    const again = await calls.check(id, { automation: 'people' });
    expect(again).toMatchObject({ id: checkId, invalid_count: 5 });
  });

  it('of its cells heals what the file did to the row; leaving it out and back does not', async () => {
    const id = await calls.upload(CSV);
    const { id: checkId } = await calls.check(id, { automation: 'people' });
    await calls.edit(id, 3, { dropped: true });
    expect(await calls.edit(id, 3, { dropped: false })).toMatchObject({
      problem: 'too_many_cells',
      version: 2,
    });
    const mended = await calls.edit(id, 3, { row_data: { name: 'Dee' } }, { check: checkId });
    expect(mended).toMatchObject({ problem: null, cells: ['Dee', 'dee@example.org'], problems: [] });
  });

  it('is refused when somebody else was faster, for unknown columns and rows, and without a change', async () => {
    const id = await calls.upload(CSV);
    await calls.edit(id, 0, { row_data: { name: 'Eve' }, version: 0 });
    const late = await calls.patch(id, 0, { row_data: { name: 'Zoe' }, version: 0 });
    expect(await refusal(late)).toEqual({ status: 409, code: 'row_changed' });
    expect(await calls.edit(id, 0, { row_data: { name: 'Eve' } })).toMatchObject({ version: 1 });
    expect(await refusal(await calls.patch(id, 0, { row_data: { nome: 'x' } }))).toMatchObject({
      code: 'unknown_columns',
    });
    expect(await refusal(await calls.patch(id, 99, { dropped: true }))).toMatchObject({
      code: 'row_not_found',
    });
    expect(await refusal(await calls.patch(id, 0, {}))).toMatchObject({ code: 'row_change_empty' });
    expect(await refusal(await calls.patch(id, 0, { restore_version: 7 }))).toMatchObject({
      code: 'row_version_not_found',
    });
    const viewer = await api.signIn('viewer');
    const asViewer = checkCalls(api, viewer);
    expect(await refusal(await asViewer.patch(id, 0, { dropped: true }))).toMatchObject({ status: 403 });
  });

  it('is written into the audit with its columns, never with values', async () => {
    const id = await calls.upload(CSV);
    await calls.edit(id, 0, { row_data: { name: 'Tell-tale' } });
    const events = await api.context.db.prisma.auditEvent.findMany({ where: { entityId: id, rowIndex: 0 } });
    expect(events.map((event) => event.details)).toEqual([{ version: 1, dropped: false, columns: 'name' }]);
  });
});
