import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { furrow } from './furrow-process';
import { createInstallation, type Installation } from './installation';

const VALUE = 'correct-horse-4711';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

const names = async () => {
  const { items } = (await installation.run('secret', 'list', '--json')).json();
  return items.map((item: { name: string; readable: boolean }) => [item.name, item.readable]);
};

it('takes a value from standard input, lists it without the value, and deletes it', async () => {
  const set = await installation.runWithInput(`${VALUE}\nsecond line\n`, 'secret', 'set', 'shop', '--json');
  expect(set.json()).toEqual({ name: 'shop', created: true });
  const list = await installation.run('secret', 'list');
  expect(list.stdout).toContain('shop');
  expect(`${set.stdout}${set.stderr}${list.stdout}`).not.toContain(VALUE);
  const { ciphertext } = await installation.db.prisma.secret.findUniqueOrThrow({ where: { name: 'shop' } });
  expect(ciphertext).toHaveLength(`${VALUE}\nsecond line`.length);
  const none = await installation.runWithInput('', 'secret', 'set', 'shop', '--json');
  expect([none.code, none.json().error.code]).toEqual([2, 'value_missing']);
  const asArgument = await installation.run('secret', 'set', 'shop', VALUE, '--json');
  expect([asArgument.code, asArgument.json().error.code]).toEqual([2, 'usage_invalid']);
  const deleted = await installation.run('secret', 'delete', 'shop', '--json');
  expect(deleted.json()).toEqual({ name: 'shop', deleted: true });
  expect((await installation.run('secret', 'delete', 'shop', '--json')).code).toBe(1);
});

it('asks for the key when it is gone, and moves secrets to a new one', async () => {
  const { env } = installation;
  const withKeys = (keys: Record<string, string>, ...args: string[]) =>
    furrow(['secret', ...args, '--json'], { env: { ...env, ...keys }, input: VALUE });
  const [first, next] = ['first key of this installation, long', 'the key that comes after the first one'];
  await withKeys({ FURROW_SECRET_KEY: first }, 'set', 'bank');

  const folder = { FURROW_DATA_DIR: join(installation.folder, 'elsewhere') };
  const lost = await withKeys(folder, 'set', 'post');
  expect([lost.code, lost.json().error.code]).toEqual([2, 'configuration_invalid']);
  expect(lost.json().error.message).toMatch(/bank.*Put the key back/s);
  expect(existsSync(join(folder.FURROW_DATA_DIR, 'secret-key'))).toBe(false);

  const keys = { FURROW_SECRET_KEY: next, FURROW_SECRET_KEY_OLD: first };
  expect((await withKeys(keys, 'rotate')).json()).toEqual({ moved: ['bank'], unreadable: [] });
  expect((await withKeys({ FURROW_SECRET_KEY: next }, 'list')).json().items[0].readable).toBe(true);
  expect(await names()).toEqual([['bank', false]]);
});
