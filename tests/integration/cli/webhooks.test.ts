import { afterAll, beforeAll, expect, it } from 'vitest';
import { createInstallation, type Installation } from './installation';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

it('adds a webhook, gives it another secret, switches it off and deletes it', async () => {
  const webhook = async (...args: string[]) => (await installation.run('webhook', ...args, '--json')).json();
  const address = 'https://hooks.example.com/furrow';
  const added = await webhook('add', address, '--name', 'Night shift', '--events', 'batch.finished');
  expect(added).toMatchObject({ url: address, format: 'json', events: ['batch.finished'], is_enabled: true });
  expect(added.secret).toMatch(/^whsec_/);
  const rotated = await webhook('rotate-secret', added.id, '--keep-old', '2h');
  expect(rotated.secret).toMatch(/^whsec_/);
  expect(rotated.secret).not.toBe(added.secret);
  expect(Date.parse(rotated.old_secret_until)).toBeGreaterThan(Date.now() + 3600_000);
  await webhook('off', added.id);
  await webhook('test', added.id);
  const list = await installation.run('webhook', 'list');
  expect(list.stdout).toMatch(new RegExp(`${added.id} +Night shift .*off`));
  expect(list.stdout).not.toContain('whsec_');
  expect((await webhook('log', added.id)).items).toMatchObject([{ type: 'test', state: 'waiting' }]);
  expect(await webhook('delete', added.id)).toEqual({ id: added.id, deleted: true });
  const gone = await installation.run('webhook', 'log', added.id, '--json');
  expect([gone.code, gone.json().error.code]).toEqual([1, 'webhook_not_found']);
});

it('refuses an address with a password, and events that there are not', async () => {
  const wrong = ['add', 'https://a:b@example.com', '--name', 'x', '--events', 'batch.begun', '--json'];
  const refused = await installation.run('webhook', ...wrong);
  expect([refused.code, refused.json().error.code]).toEqual([2, 'webhook_invalid']);
  const { errors } = refused.json().error.details;
  const tooLong = await installation.run('webhook', 'rotate-secret', 'any', '--keep-old', '30d');
  expect([tooLong.code, tooLong.stderr]).toEqual([
    2,
    'furrow: old_valid_seconds is at most 7 days (604800 s)\n',
  ]);
  expect(errors.map(({ key }: { key: string }) => key)).toEqual(['url', 'events.0']);
});
