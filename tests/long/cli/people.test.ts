import { afterAll, beforeAll, expect, it } from 'vitest';
import { createInstallation, type Installation } from '@/tests/integration/cli/installation';
import { addWorker } from '@/tests/support/attempt-records';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

const ANNA = ['user', 'create', '--email', 'Anna@Example.org', '--name', 'Anna', '--role', 'admin', '--json'];

it('opens an account with a password from standard input', async () => {
  const short = await installation.runWithInput('short\n', ...ANNA);
  expect([short.code, short.json().error.code]).toEqual([2, 'account_invalid']);
  const none = await installation.runWithInput('', ...ANNA);
  expect([none.code, none.json().error.code]).toEqual([2, 'password_missing']);
  const created = await installation.runWithInput('a long enough password\n', ...ANNA);
  expect(created.json()).toMatchObject({ email: 'anna@example.org', name: 'Anna', role: 'admin' });
  expect(`${created.stdout}${created.stderr}`).not.toContain('a long enough password');
  const taken = await installation.runWithInput('a long enough password\n', ...ANNA);
  expect([taken.code, taken.json().error.code]).toEqual([2, 'email_taken']);
  const list = (await installation.run('user', 'list', '--json')).json();
  expect(list).toEqual({ items: [created.json()], next_cursor: null });
});

it('makes a token once, lists it without its text, and ends it', async () => {
  const nobody = await installation.run(
    'token',
    'create',
    '--user',
    'x@example.org',
    '--name',
    'ci',
    '--json',
  );
  expect([nobody.code, nobody.json().error.code]).toEqual([2, 'user_not_found']);
  const options = ['--user', 'anna@example.org', '--name', 'ci', '--expires', '90d'];
  const { token, ...item } = (await installation.run('token', 'create', ...options, '--json')).json();
  expect(token).toMatch(/^furrow_.{20,}/);
  const list = await installation.run('token', 'list', '--json');
  expect(list.json().items).toEqual([item]);
  expect(list.stdout).not.toContain(token);
  expect((await installation.run('token', 'revoke', item.id, '--json')).json()).toEqual({
    id: item.id,
    revoked: true,
  });
  expect((await installation.run('token', 'list', '--json')).json().items).toEqual([]);
});

it('lists workers, and has one take no more rows, and go on', async () => {
  const id = await addWorker(installation.db);
  // Commands take their time on a busy machine.
  await installation.db.pool.query(`update worker set seen_at = now() + interval '1 hour'`);
  const listed = (await installation.run('worker', 'list', '--json')).json();
  expect(listed).toMatchObject({ items: [{ id, state: 'live' }], queue: { waiting_rows: 0, held: [] } });
  expect((await installation.run('worker', 'drain', id, '--json')).json()).toMatchObject({
    state: 'drained',
  });
  expect((await installation.run('worker', 'list')).stdout).toMatch(/drained +test 1 +0\/4/);
  expect((await installation.run('worker', 'resume', id)).stdout).toContain(`Worker ${id} takes rows again.`);
  expect((await installation.run('worker', 'drain', 'nobody', '--json')).code).toBe(1);
});
