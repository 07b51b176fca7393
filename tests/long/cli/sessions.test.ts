import { afterAll, beforeAll, expect, it } from 'vitest';
import { createInstallation, type Installation } from '@/tests/integration/cli/installation';
import { shopLogin } from '@/tests/support/shop-login';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

it('stores a login, signs in with a worker of its own, lists it and deletes it', async () => {
  const { run, runWithInput } = installation;
  await run('automation', 'add', installation.file('login.yaml', shopLogin(installation.site.url)));
  await runWithInput('practice-password', 'secret', 'set', 'shop_password');
  const inputs = ['--input', 'email=clerk@shop.example', '--input', 'password={{ secret.shop_password }}'];
  const set = await run('session', 'set', 'shop', '--automation', 'shop-login', ...inputs, '--json');
  expect(set.json()).toMatchObject({ name: 'shop', state: 'never', inputs: { email: 'clerk@shop.example' } });
  const signedIn = await run('session', 'login', 'shop', '--json');
  expect([signedIn.code, signedIn.json()]).toMatchObject([0, { state: 'signed_in', state_version: 1 }]);
  expect((await run('session', 'list')).stdout).toMatch(/shop .*signed in .*shop-login/);

  await runWithInput('something else', 'secret', 'set', 'shop_password');
  const refused = await run('session', 'login', 'shop');
  expect([refused.code, refused.stdout]).toEqual([1, expect.stringMatching(/^Signing in as shop: /)]);
  expect((await run('session', 'delete', 'shop', '--json')).json()).toEqual({ name: 'shop', deleted: true });
  const wrong = await run('session', 'set', 'shop', '--automation', 'nope', '--json');
  expect([wrong.code, wrong.json().error.code]).toEqual([1, 'automation_not_found']);
}, 120_000);
