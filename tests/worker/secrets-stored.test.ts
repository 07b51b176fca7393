import { afterAll, beforeAll, expect, it } from 'vitest';
import { openKeyRing } from '@/lib/services/secrets/open-key-ring';
import { setSecret } from '@/lib/services/secrets/set-secret';
import { placesOf } from '@/tests/support/stored-bytes';
import { jobsOf, runRows, tryRows } from './support/run-rows';
import { echoing, OUTCOMES, openTellingSystem, type TellingSystem } from './support/telling-system';

// That the places are searched rightly is proven by tests/long/secrets-would-be-found.test.ts.
const NASTY = 'Tr0ub4dor & "3"/+<é>';
// Of the practice site's manager (examples/practice-site/data/sample-users.ts).
const PASSWORD = 'practice-password';
const TOTP_KEY = 'JBSWY3DPEHPK3PXP';

let system: TellingSystem;
beforeAll(async () => {
  system = await openTellingSystem();
});
afterAll(() => system.close());

const signIn = (siteUrl: string) => `version: 1
name: sign-in
effect: read
base_url: ${siteUrl}
inputs: { email: { type: email } }
outputs: { user: { type: string } }
steps:
  - goto: /login
  - fill: { label: E-mail, value: '{{ email }}' }
  - fill: { label: Password, value: '{{ secret.shop_password }}' }
  - click: { role: button, name: Sign in }
  - fill: { label: Code from your app, value: '{{ secret.shop_totp | totp }}' }
    when: { url: /login/code }
  - click: { role: button, name: Confirm }
    when: { url: /login/code }
  - extract: { user: { testid: user } }
`;

it('leaves no secret in any stored byte, whatever a page does with it', async () => {
  const { installation, site, everythingStored } = system;
  const { context, environment } = installation;
  const env = { FURROW_DATA_DIR: environment.FURROW_DATA_DIR ?? '' };
  const vault = { ...context, keys: (await openKeyRing(context.db, env)).ring };
  await setSecret(vault, { name: 'nasty', value: NASTY });
  await setSecret(vault, { name: 'shop_password', value: PASSWORD });
  await setSecret(vault, { name: 'shop_totp', value: TOTP_KEY });

  const echoed = await jobsOf(
    installation,
    await runRows(installation, echoing(site.url, 'echoing', '{{ secret.nasty }}'), OUTCOMES),
  );
  expect(echoed.states).toEqual(['completed', 'failed', 'failed', 'failed']);
  expect(site.seen.map(({ url }) => decodeURIComponent(url.replaceAll('+', '%20'))).join('\n')).toContain(
    NASTY,
  );
  const failures = echoed.attempts.map(({ failureCode, failureMessage }) => [failureCode, failureMessage]);
  expect(failures).toContainEqual(['target_rejected', 'It said •••']);

  const people = 'email\nmanager@shop.example\nclerk@shop.example\nnobody@shop.example\n';
  const [tried, signedIn] = await Promise.all([
    tryRows(installation, echoed.attempts[0]?.batchId ?? ''),
    runRows(installation, signIn(installation.siteUrl), people).then((id) => jobsOf(installation, id)),
  ]);
  expect(tried).toEqual(echoed.states);
  expect(signedIn.states).toEqual(['completed', 'completed', 'failed']);
  expect(signedIn.attempts[0]?.output).toEqual({ user: expect.any(String) });

  const stored = await everythingStored();
  expect(stored.size).toBeGreaterThan(100);
  for (const secret of [NASTY, PASSWORD, TOTP_KEY])
    expect([secret, placesOf(secret, stored)]).toEqual([secret, []]);
  const used = await context.db.prisma.secret.findMany({ orderBy: { name: 'asc' } });
  expect(used.map(({ lastUsedAt }) => lastUsedAt !== null)).toEqual([true, true, true]);
}, 180_000);

it('says what is wrong when the worker cannot read a secret, and pauses at the first rows', async () => {
  const { installation } = system;
  const { context } = installation;
  await context.db.prisma.secret.update({ where: { name: 'shop_totp' }, data: { keyId: 'another key' } });
  const id = await runRows(
    installation,
    signIn(installation.siteUrl).replace('name: sign-in', 'name: unreadable'),
    // More than run at once: of a batch whose rows have all ended nothing is left to pause.
    `email\n${'a@b.example\n'.repeat(20)}`,
  );
  const isPaused = async () =>
    (await context.db.prisma.batch.findUniqueOrThrow({ where: { id } })).state === 'paused';
  await expect.poll(isPaused, { timeout: 60_000 }).toBe(true);
  const [attempt] = await context.db.prisma.attempt.findMany({ where: { batchId: id } });
  expect(attempt).toMatchObject({ failureKind: 'automation', failureCode: 'secret_unreadable' });
  expect(attempt?.failureMessage).toMatch(/shop_totp.*FURROW_SECRET_KEY/);
}, 120_000);
