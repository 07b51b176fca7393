import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as listAudit } from '@/app/api/v1/audit/route';
import { GET as getBatch } from '@/app/api/v1/batches/[id]/route';
import {
  PATCH as changeSchedule,
  DELETE as deleteSchedule,
  GET as getSchedule,
} from '@/app/api/v1/schedules/[id]/route';
import { POST as runSchedule } from '@/app/api/v1/schedules/[id]/run/route';
import { GET as listRuns } from '@/app/api/v1/schedules/[id]/runs/route';
import { POST as preview } from '@/app/api/v1/schedules/preview/route';
import { POST as createSchedule, GET as listSchedules } from '@/app/api/v1/schedules/route';
import { DELETE as deleteUpload } from '@/app/api/v1/uploads/[id]/route';
import { batchSchema } from '@/lib/domain/wire/batch';
import { scheduleRunSchema, scheduleSchema } from '@/lib/domain/wire/schedule';
import { createBatch } from '@/lib/services/batches/create-batch';
import { addAutomation, readyUpload } from '@/tests/support/check-support';
import { type Api, call, refusal, startApi } from './api-harness';

let api: Api;
let member: { cookie: string };
let viewer: { cookie: string };
let uploadId: string;
beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
  viewer = await api.signIn('viewer');
  await addAutomation(
    api.context,
    'people',
    '  id: { type: integer }\n  note: { type: string, required: false }',
  );
  uploadId = await readyUpload(api.context, 'id,text\n1,a\n2,b\n');
});
afterAll(() => api.close());

const json = async (response: Promise<Response>) => (await response).json();
const weekdays = { name: 'Orders', cron: '30 6 * * 1-5', time_zone: 'Europe/Berlin' };
const create = (more: object, options: object = {}) =>
  call(createSchedule, 'POST', { ...member, body: { ...weekdays, ...more }, ...options });
const of = (id: string, body?: unknown) => ({ ...member, params: { id }, ...(body ? { body } : {}) });

describe('a schedule', () => {
  let id: string;

  it('is made of a file as a batch is, once for an Idempotency-Key', async () => {
    const plan = { upload_id: uploadId, automation: 'people', bindings: { note: 'text' }, limit: 1 };
    const body = { ...plan, settings: { concurrency: 2 } };
    const headers = { 'Idempotency-Key': 'one' };
    const answer = await create(body, { headers });
    const schedule = scheduleSchema.parse(await answer.json());
    expect(answer.headers.get('location')).toBe(`/api/v1/schedules/${schedule.id}`);
    expect(schedule).toMatchObject({
      ...weekdays,
      words: 'every weekday at 06:30',
      ...{ enabled: true, pause: null, last_run: null, owner: 'member' },
      automation: { name: 'people', version: null },
      bindings: { id: { column: 0 }, note: { column: 1 } },
      ...{ rows: 'all', limit: 1, settings: { concurrency: 2, max_retries: 3 } },
    });
    const due = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'short' });
    expect(due.format(new Date(schedule.next_run_at ?? 0))).toBe('06:30');
    expect((await json(create(body, { headers }))).id).toBe(schedule.id);
    const { items } = await json(call(listSchedules, 'GET', viewer));
    expect(items).toEqual([schedule]);
    id = schedule.id;
  });

  it('runs when a person wants it, and not while that batch has not ended', async () => {
    const answer = await call(runSchedule, 'POST', of(id));
    const batch = batchSchema.parse(await answer.json());
    expect([answer.status, batch.owner, batch.schedule]).toEqual([201, 'member', { id, name: 'Orders' }]);
    expect(batch.name).toMatch(/^Orders \d{4}-\d\d-\d\d \d\d:\d\d$/);
    expect(await json(call(getBatch, 'GET', of(batch.id)))).toMatchObject({ schedule: { id } });
    expect(await refusal(await call(runSchedule, 'POST', of(id)))).toEqual({
      ...{ status: 409, code: 'schedule_running' },
    });
    const { items } = await json(call(listRuns, 'GET', of(id)));
    expect(items.map((run: unknown) => scheduleRunSchema.parse(run))).toMatchObject([
      { cause: 'person', status: 'started', batch: { id: batch.id, status: 'importing' } },
    ]);
  });

  it('is paused, changed and turned on; a change of nothing else leaves its next time', async () => {
    const paused = await json(call(changeSchedule, 'PATCH', of(id, { enabled: false })));
    expect(paused).toMatchObject({
      ...{ enabled: false, next_run_at: null, pause: { code: 'person', text: 'Paused by member' } },
    });
    const on = await json(call(changeSchedule, 'PATCH', of(id, { enabled: true, cron: '0 7 1 * *' })));
    expect(on).toMatchObject({ enabled: true, words: 'on day 1 of every month at 07:00' });
    const change = { name: 'All orders', settings: { concurrency: 3 } };
    const changed = await json(call(changeSchedule, 'PATCH', of(id, change)));
    expect(changed).toMatchObject({
      ...{ name: 'All orders', next_run_at: on.next_run_at, limit: 1 },
      settings: { concurrency: 3 },
    });
  });

  it('keeps its file, until it is paused or gone', async () => {
    const own = await readyUpload(api.context, 'id\n1\n');
    const schedule = await json(create({ upload_id: own, automation: 'people' }));
    expect(await refusal(await call(deleteUpload, 'DELETE', of(own)))).toEqual({
      ...{ status: 409, code: 'upload_in_use' },
    });
    await call(changeSchedule, 'PATCH', of(schedule.id, { enabled: false }));
    expect((await call(deleteUpload, 'DELETE', of(own))).status).toBe(204);
    const on = await call(changeSchedule, 'PATCH', of(schedule.id, { enabled: true }));
    expect(await refusal(on)).toEqual({ status: 409, code: 'upload_gone' });
    expect(await json(call(getSchedule, 'GET', of(schedule.id)))).toMatchObject({ upload: null });
  });

  it('leaves its batches when it is deleted, and what was done in the audit', async () => {
    const { items } = await json(call(listRuns, 'GET', of(id)));
    expect((await call(deleteSchedule, 'DELETE', of(id))).status).toBe(204);
    expect((await call(deleteSchedule, 'DELETE', of(id))).status).toBe(404);
    expect(await json(call(getBatch, 'GET', of(items[0].batch.id)))).toMatchObject({ schedule: null });
    const admin = await api.signIn('admin');
    const audit = await json(call(listAudit, 'GET', admin));
    const actions = audit.items
      .filter((event: { entity_id: string }) => event.entity_id === id)
      .map((event: { action: string }) => event.action);
    expect(actions.reverse()).toEqual(
      ['create', 'run', 'pause', 'resume', 'change', 'delete'].map((verb) => `schedule.${verb}`),
    );
  });
});

describe('a batch to run again', () => {
  it('gives its file, automation, bindings and settings, and what is said beside it counts', async () => {
    const batch = await createBatch(api.context, {
      ...{ uploadId, automation: 'people', rows: 'valid', limit: 2 },
      ...{ bindings: { note: { constant: 'x' } }, settings: { concurrency: 4, key_column: 'id' } },
    });
    const schedule = await json(create({ batch_id: batch.id, limit: 1 }));
    expect(schedule).toMatchObject({
      upload: { id: uploadId, filename: 'rows.csv' },
      automation: { name: 'people', version: null },
      bindings: { id: { column: 0 }, note: { constant: 'x' } },
      ...{ rows: 'valid', limit: 1, settings: { concurrency: 4, key_column: 'id' } },
    });
  });
});

describe('what cannot be', () => {
  it('is refused with a code that says what', async () => {
    const plan = { upload_id: uploadId, automation: 'people' };
    for (const [body, code] of [
      [{ ...plan, cron: '* * * * * *' }, 'cron_invalid'],
      [{ ...plan, cron: '0 0 31 2 *' }, 'cron_never_due'],
      [{ ...plan, time_zone: '+01:00' }, 'time_zone_unknown'],
      [{ ...plan, name: ' ' }, 'request_invalid'],
      [{ ...plan, start: true }, 'request_invalid'],
      [{ ...plan, bindings: { nope: 'id' } }, 'unknown_inputs'],
      [{ ...plan, settings: { key_column: 'nope' } }, 'unknown_columns'],
      [{ automation: 'people' }, 'upload_missing'],
      [{ upload_id: uploadId }, 'automation_missing'],
    ] as const) {
      expect(await refusal(await create(body)), code).toEqual({ status: 422, code });
    }
    expect((await create({ upload_id: uploadId, automation: 'nobody' })).status).toBe(404);
    expect((await create({ batch_id: 'x' })).status).toBe(404);
    expect((await call(runSchedule, 'POST', of('x'))).status).toBe(404);
  });

  it('is looking only, for viewers', async () => {
    const plan = { ...weekdays, upload_id: uploadId, automation: 'people' };
    expect((await call(createSchedule, 'POST', { ...viewer, body: plan })).status).toBe(403);
    const { id } = await json(create(plan));
    const asViewer = { ...viewer, params: { id } };
    expect((await call(runSchedule, 'POST', asViewer)).status).toBe(403);
    expect((await call(deleteSchedule, 'DELETE', asViewer)).status).toBe(403);
    expect((await call(changeSchedule, 'PATCH', { ...asViewer, body: {} })).status).toBe(403);
    expect((await call(getSchedule, 'GET', asViewer)).status).toBe(200);
  });

  it('shows its next times before anything is made', async () => {
    const body = { cron: '30 6 * * 1-5', time_zone: 'europe/berlin' };
    const shown = await json(call(preview, 'POST', { ...viewer, body }));
    expect(shown).toMatchObject({ time_zone: 'Europe/Berlin', words: 'every weekday at 06:30' });
    expect(shown.next_run_times).toHaveLength(5);
    const wrong = await call(preview, 'POST', { ...viewer, body: { ...body, cron: 'x' } });
    expect(await refusal(wrong)).toEqual({ status: 422, code: 'cron_invalid' });
  });
});
