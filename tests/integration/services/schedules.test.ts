import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { writeMetrics } from '@/lib/services/health/write-metrics';
import { changeSchedule } from '@/lib/services/schedules/change-schedule';
import { claimDueRun } from '@/lib/services/schedules/claim-due-run';
import { createSchedule } from '@/lib/services/schedules/create-schedule';
import { getSchedule, listScheduleRuns } from '@/lib/services/schedules/list-schedules';
import { runDueSchedules } from '@/lib/services/schedules/run-due-schedules';
import { runSchedule } from '@/lib/services/schedules/run-schedule';
import { addAutomation, readyUpload } from '@/tests/support/check-support';
import { openServiceContext, type ServiceContext } from '@/tests/support/service-context';

let test: ServiceContext;
let automation: string;
let uploadId: string;
beforeAll(async () => {
  test = await openServiceContext();
  automation = await addAutomation(test.context, 'people', '  id: { type: integer }');
  uploadId = await readyUpload(test.context, 'id\n1\n2\n');
});
afterEach(async () => {
  await test.context.db.pool.query('delete from schedule');
  await test.context.db.pool.query('delete from batch');
});
afterAll(() => test.close());

const sql = (text: string, values: unknown[] = []) => test.context.db.pool.query(text, values);
const refuseErrors = (error: unknown) => {
  throw error;
};
const tick = () => runDueSchedules(test.context, refuseErrors);

async function schedule(cron = '0 * * * *', more: object = {}): Promise<string> {
  const input = { name: 'Nightly', cron, timeZone: 'Europe/Berlin', uploadId, automation, ...more };
  return (await createSchedule(test.context, input)).id;
}

/** As if the schedule had last been looked at before it was due. */
async function makeDue(id: string, hours = 0): Promise<void> {
  await sql(
    `update schedule set next_due_at = date_trunc('hour', now()) - make_interval(hours => $2) where id = $1`,
    [id, hours],
  );
}

async function runsOf(scheduleId: string) {
  return (await listScheduleRuns(test.context, { scheduleId, limit: 100 })).items;
}
const batches = async () => Number((await sql('select count(*) from batch')).rows[0]?.count);
const endBatches = () => sql(`update batch set state = 'finished', outcome = 'completed'`);

describe('a schedule that is due', () => {
  it('makes one started batch, whoever looks at the same moment', async () => {
    const id = await schedule();
    await makeDue(id);
    await Promise.all(Array.from({ length: 6 }, tick));
    const [run, ...others] = await runsOf(id);
    expect(others).toEqual([]);
    expect(run).toMatchObject({ state: 'started', cause: 'time', code: null, batch: { state: 'importing' } });
    expect(await batches()).toBe(1);
    const local = new Intl.DateTimeFormat('sv-SE', {
      ...{ timeZone: 'Europe/Berlin', dateStyle: 'short' as const, timeStyle: 'short' as const },
    });
    expect(run?.batch?.name).toBe(`Nightly ${local.format(run?.dueAt)}`);
    const metrics = await writeMetrics(test.context);
    expect(metrics).toMatch(/^furrow_schedules\{state="enabled"\} 1$/m);
    expect(metrics).toMatch(/^furrow_schedule_runs\{state="started"\} 1$/m);
    const { nextRunAt } = await getSchedule(test.context, { scheduleId: id });
    expect((nextRunAt?.getTime() ?? 0) - (run?.dueAt.getTime() ?? 0)).toBe(3600_000);
    const batch = await test.context.db.prisma.batch.findFirstOrThrow();
    expect(batch).toMatchObject({ startWhenReady: true, uploadId, ownerName: 'test' });
  });

  it('was down for hours: the latest time runs, the others are noted as missed', async () => {
    const id = await schedule();
    await makeDue(id, 3);
    await tick();
    const runs = await runsOf(id);
    expect(runs.map(({ state, code }) => [state, code])).toEqual([
      ['started', null],
      ['missed', 'no_worker'],
      ['missed', 'no_worker'],
      ['missed', 'no_worker'],
    ]);
    expect(await batches()).toBe(1);
  });

  it('was down for months, every minute: one batch, and a list that stays short', async () => {
    const id = await schedule('* * * * *');
    await makeDue(id, 24 * 60);
    await tick();
    const { rows } = await sql(`select state, count(*)::int from schedule_run group by state order by state`);
    expect(rows).toEqual([
      { state: 'started', count: 1 },
      { state: 'missed', count: 100 },
    ]);
    expect((await runsOf(id)).at(-1)?.state).toBe('missed');
  });

  it('does not stack: skipped with the batch that has not ended', async () => {
    const id = await schedule();
    const open = await runSchedule(test.context, { scheduleId: id });
    await makeDue(id);
    await tick();
    const skipped = (await runsOf(id)).find(({ cause }) => cause === 'time');
    expect(skipped).toMatchObject({ state: 'skipped', code: 'batch_not_ended', batch: null });
    expect(skipped).toMatchObject({
      blockedByBatchId: open.id,
      message: expect.stringContaining('has not ended: it is importing'),
    });
    await expect(runSchedule(test.context, { scheduleId: id })).rejects.toMatchObject({
      ...{ code: 'schedule_running', details: { batch_id: open.id } },
    });
    await endBatches();
    await sql('delete from schedule_run where state = $1', ['skipped']);
    await makeDue(id);
    await tick();
    expect(await batches()).toBe(2);
  });
});

describe('a worker that dies over a run', () => {
  const age = () => sql(`update schedule_run set claimed_at = now() - interval '10 minutes'`);

  it('before the batch was made: another makes it, once', async () => {
    const id = await schedule();
    await makeDue(id);
    const claimed = await claimDueRun(test.context);
    expect([claimed?.run?.scheduleId, await batches()]).toEqual([id, 0]);
    await tick();
    expect((await runsOf(id))[0]?.state).toBe('creating');
    await age();
    await Promise.all([tick(), tick()]);
    expect((await runsOf(id)).map(({ state, batch }) => [state, batch?.id])).toEqual([
      ['started', claimed?.run?.batchId],
    ]);
  });

  it('after the batch was made: it is found, and its import asked for again', async () => {
    const id = await schedule();
    await makeDue(id);
    await tick();
    await sql(`update schedule_run set state = 'creating'`);
    await age();
    const send = vi.spyOn(test.context.queue, 'send');
    await tick();
    expect(send.mock.calls.map(([name]) => name)).toEqual(['import-batch']);
    send.mockRestore();
    expect([(await runsOf(id))[0]?.state, await batches()]).toEqual(['started', 1]);
  });

  it('again and again: the run is given up with a reason', async () => {
    const id = await schedule();
    await makeDue(id);
    await claimDueRun(test.context);
    await sql(`update schedule_run set claim_count = 5`);
    await age();
    await tick();
    expect((await runsOf(id))[0]).toMatchObject({ state: 'failed', code: 'internal_error' });
  });
});

describe('a schedule that cannot run any more', () => {
  const member = { id: 'u1', name: 'Mia', email: 'mia@example.org', role: 'member' } as const;
  const asMember = () => test.as({ type: 'user', userId: 'u1', name: 'Mia', role: 'member' });
  const ownedByMember = async () => {
    await test.context.db.prisma.user.create({ data: member });
    const input = { name: 'Hers', cron: '0 * * * *', timeZone: 'UTC', uploadId, automation };
    return (await createSchedule(asMember(), input)).id;
  };
  afterEach(() => sql('delete from "user"'));

  it.each([
    ['owner_gone', `delete from "user"`],
    ['owner_disabled', `update "user" set disabled_at = now()`],
    ['owner_forbidden', `update "user" set role = 'viewer'`],
    ['automation_gone', `update automation set archived_at = now()`],
    ['upload_gone', `update schedule set upload_id = null`],
  ])('pauses itself and says why: %s', async (code, change) => {
    const id = await ownedByMember();
    await makeDue(id);
    await sql(change);
    await tick();
    await sql('update automation set archived_at = null');
    const view = await getSchedule(test.context, { scheduleId: id });
    expect(view).toMatchObject({ nextRunAt: null, pause: { code }, lastRun: { state: 'failed', code } });
    const audit = await test.context.db.prisma.auditEvent.findFirst({
      where: { entityId: id, action: 'schedule.pause' },
    });
    expect(audit).toMatchObject({ actorName: 'schedule', details: { code } });
    expect([await batches(), await tick()]).toEqual([0, null]);
  });

  it('belongs to whoever turns it on after its owner has gone', async () => {
    const id = await ownedByMember();
    await sql(`update "user" set disabled_at = now()`);
    await changeSchedule(test.context, { scheduleId: id, isEnabled: false });
    const view = await changeSchedule(test.context, { scheduleId: id, isEnabled: true });
    expect(view).toMatchObject({ pause: null, ownerName: 'test' });
  });

  it('is not turned on without its file, and runs over another one by the names of its columns', async () => {
    const id = await schedule('0 * * * *', { bindings: { id: 'id' } });
    await sql('update schedule set upload_id = null');
    await changeSchedule(test.context, { scheduleId: id, isEnabled: false });
    const turnOn = (more: object = {}) =>
      changeSchedule(test.context, { scheduleId: id, isEnabled: true, ...more });
    await expect(turnOn()).rejects.toMatchObject({ code: 'upload_gone' });
    await sql('update schedule set upload_id = $1', [uploadId]);
    const wider = await readyUpload(test.context, 'name,id\nx,1\n');
    expect((await turnOn({ uploadId: wider })).plan.bindings).toEqual({ id: { column: 1 } });
    const other = await readyUpload(test.context, 'name\nx\n');
    await expect(turnOn({ uploadId: other })).rejects.toMatchObject({ code: 'unknown_columns' });
  });

  it('stays on after a refusal that may pass, which the run tells', async () => {
    const id = await schedule('0 * * * *', { bindings: { id: { constant: '1' } } });
    await sql(`update schedule set plan = jsonb_set(plan, '{bindings}', '{"nothing": {"constant": "1"}}')`);
    await makeDue(id);
    await tick();
    const view = await getSchedule(test.context, { scheduleId: id });
    expect(view).toMatchObject({ pause: null, lastRun: { state: 'failed', code: 'unknown_inputs' } });
    expect(view.nextRunAt).not.toBeNull();
  });
});
