import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST as startTry } from '@/app/api/v1/automations/[name]/try/route';
import { POST as planUpload } from '@/app/api/v1/uploads/[id]/plan/route';
import { call, refusal } from './api-harness';
import { checkCalls } from './check-calls';
import { FILE, type MixedTasks, startMixedTasks } from './mixed-tasks-fixture';

let tasks: MixedTasks;
beforeAll(async () => {
  tasks = await startMixedTasks();
});
afterAll(() => tasks.api.close());

const json = async (response: Promise<Response>) => (await response).json();

describe('before there is a batch whose rows choose their automation', () => {
  const planOf = (id: string, body: object = {}) =>
    json(call(planUpload, 'POST', { ...tasks.member, params: { id }, body }));

  it('the plan says what the rows choose, and what one of them will do', async () => {
    const id = await tasks.upload(FILE);
    const plan = await planOf(id, { row_index: 2, vars: { shop: 'x' } });
    expect(plan).toMatchObject({ automation: null, reason: null, inputs: [], unbound: [] });
    expect(plan.chosen_by_row).toEqual({
      column: 'task',
      automations: [
        expect.objectContaining({ name: 'customer-signup', effect: 'submit' }),
        expect.objectContaining({ name: 'needy', effect: 'read' }),
        expect.objectContaining({ name: 'order-status', effect: 'read' }),
      ],
      unknown: [{ name: 'order-statsu', nearest: 'order-status' }],
    });
    expect(plan.row).toMatchObject({ automation: { name: 'customer-signup' }, problems: [] });
    expect(plan.row.lines[1]).toBe('fills Name with Ada L ');
    expect((await planOf(id, { row_index: 7 })).row.problems[0]).toMatchObject({
      code: 'automation_unusable',
    });
    expect((await planOf(id, { row_index: 4 })).row).toMatchObject({
      automation: null,
      problems: [{ input: 'task', code: 'automation_unknown' }],
    });
  });

  it('a column that happens to be called task chooses nothing', async () => {
    const id = await tasks.upload('task,who\nWater the plants,Bo\nFeed the cat,Ada\n');
    expect(await planOf(id)).toMatchObject({
      chosen_by_row: null,
      reason: 'Choose what to run for each row.',
    });
    const check = await checkCalls(tasks.api, tasks.member).check(id, {});
    expect(check).toMatchObject({ state: 'done', invalid_count: 0 });
  });

  it('the check of the file groups what is wrong', async () => {
    const id = await tasks.upload(FILE);
    const calls = checkCalls(tasks.api, tasks.member);
    const check = await calls.check(id, {});
    expect(check).toMatchObject({ automation: null, state: 'done', invalid_count: 4, runnable_count: 5 });
    expect(check.groups.map(({ code, message }) => `${code}: ${message}`).sort()).toEqual([
      'automation_unknown: 1 row: no automation has this name; did you mean order-status?',
      'input_missing: 1 row: name is empty, but the automation needs it',
      expect.stringMatching(/^input_unknown: 1 row: order-status has no such input/),
      'type_invalid: 1 row: email is no e-mail address',
    ]);
    const { items } = await calls.rows(id, check.id);
    expect(items[0]?.problems[0]).toMatchObject({ header: 'task', value: '@order-statsu order_id=AB-0001' });
    await calls.edit(id, 4, { row_data: { task: '@order-status' } });
    expect(await calls.read(id, check.id)).toMatchObject({ invalid_count: 4 });
    await calls.edit(id, 4, { row_data: { task: '@order-status', order_id: 'AB-0009' } });
    expect(await calls.read(id, check.id)).toMatchObject({ invalid_count: 3 });
  });

  it('a row is tried with what its own command gives', async () => {
    const upload_id = await tasks.upload(FILE);
    const tryRow = (name: string, row_index: number) =>
      call(startTry, 'POST', { ...tasks.member, params: { name }, body: { upload_id, row_index } });
    const tried = await json(tryRow('customer-signup', 2));
    expect(tried.steps[1].title).toBe('fills Name with Ada L ');
    expect((await json(tryRow('order-status', 3))).steps[0].title).toBe('opens /orders/AB-0004');
    expect(await refusal(await tryRow('order-status', 6))).toEqual({ status: 422, code: 'row_invalid' });
  });
});
