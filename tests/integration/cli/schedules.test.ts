import { afterAll, beforeAll, expect, it } from 'vitest';
import { createInstallation, type Installation } from './installation';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

it('refuses wrong times as invalid input and leaves nothing behind', async () => {
  const { run, file, leftovers } = installation;
  const before = await leftovers();
  const orders = file('more.csv', 'order_id,email\nAB-1001,a@example.org\n');
  const wrong = ['--name', 'Orders', '--cron', '* * * * * *', '--automation', 'order-status', '--json'];
  const refused = await run('schedule', 'create', orders, ...wrong);
  expect([refused.code, refused.json().error.code]).toEqual([2, 'cron_invalid']);
  const nothing = await run('schedule', 'create', '--name', 'x', '--cron', '0 6 * * *', '--json');
  expect([nothing.code, nothing.json().error.code]).toEqual([2, 'upload_missing']);
  expect(await leftovers()).toEqual(before);
});
