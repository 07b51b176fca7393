import { afterAll, beforeAll, expect, it } from 'vitest';
import { createInstallation, type Installation } from '@/tests/integration/cli/installation';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

it('schedules a file, runs it now, lists it, pauses it and deletes it', async () => {
  const { run, file } = installation;
  const orders = file('orders.csv', 'order_id,email\nAB-1001,a@example.org\n');
  const times = ['--name', 'Orders', '--cron', '30 6 * * 1-5', '--time-zone', 'Europe/Berlin'];
  const created = await run('schedule', 'create', orders, '--automation', 'order-status', ...times, '--json');
  const schedule = created.json();
  expect([created.code, schedule]).toMatchObject([
    0,
    { words: 'every weekday at 06:30', enabled: true, automation: { name: 'order-status', version: null } },
  ]);
  const now = await run('schedule', 'run', schedule.id, '--json');
  expect(now.json()).toMatchObject({ status: 'finished', total_jobs: 1 });
  const list = await run('schedule', 'list');
  expect(list.stdout).toMatch(/Orders +every weekday at 06:30 +Europe\/Berlin +\d{4}-\d\d-\d\d 06:30/);
  const paused = await run('schedule', 'pause', schedule.id, '--json');
  expect(paused.json()).toMatchObject({ enabled: false, pause: { code: 'person', text: 'Paused by cli' } });
  const runs = (await run('schedule', 'runs', schedule.id, '--json')).json();
  expect(runs.items).toMatchObject([{ cause: 'person', status: 'started', batch: { id: now.json().id } }]);

  const again = await run('schedule', 'create', '--batch', now.json().id, ...times, '--paused', '--json');
  expect(again.json()).toMatchObject({ enabled: false, upload: { filename: 'orders.csv' } });
  const deleted = await run('schedule', 'delete', schedule.id, '--json');
  expect([deleted.code, deleted.json()]).toEqual([0, { id: schedule.id, deleted: true }]);
  const gone = await run('schedule', 'resume', schedule.id, '--json');
  expect([gone.code, gone.json().error.code]).toEqual([1, 'schedule_not_found']);
});
