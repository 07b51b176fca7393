import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEnvironment } from '@/lib/config/env';
import { sealedName } from '@/lib/domain/session';
import type { KeyRing } from '@/lib/secrets/key-ring';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import { createBatch } from '@/lib/services/batches/create-batch';
import { openKeyRing } from '@/lib/services/secrets/open-key-ring';
import { setSecret } from '@/lib/services/secrets/set-secret';
import { requestSignIn } from '@/lib/services/sessions/request-sign-in';
import { getSession } from '@/lib/services/sessions/session-view';
import { setSession } from '@/lib/services/sessions/set-session';
import { receiveUpload } from '@/lib/services/uploads/receive-upload';
import { bodyOf } from '@/tests/support/service-context';
import { databaseBytes, folderBytes, placesOf } from '@/tests/support/stored-bytes';
import { type RunningWorker, startWorker } from '@/worker/start-worker';
import { type Installation, openInstallation } from './support/installation';
import { startLocalSite } from './support/local-site';

// Of the practice site (examples/practice-site/data/sample-users.ts).
const PASSWORD = 'practice-password';
const KEYS = { manager: 'JBSWY3DPEHPK3PXP', buyer: 'KRSXG5CTMVRXEZLU' };
const NAMES = { manager: 'Shop manager', buyer: 'Shop buyer' };

let installation: Installation;
let worker: RunningWorker;
let keys: KeyRing;
const logged: string[] = [];

beforeAll(async () => {
  installation = await openInstallation();
  // The site of a test stands beside the practice site.
  const env = readEnvironment({ ...installation.environment, FURROW_ALLOW_HOSTS: '127.0.0.1' });
  const { context } = installation;
  keys = (await openKeyRing(context.db, env)).ring;
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  worker = await startWorker({ env, databaseUrl: env.DATABASE_URL ?? '', log, slots: 4 });
  await saveAutomation(context, { source: LOGIN });
  for (const [name, value] of Object.entries({ shop_password: PASSWORD, wrong_password: 'not the one' }))
    await setSecret({ ...context, keys }, { name, value });
  for (const account of ['manager', 'buyer'] as const) {
    await setSecret({ ...context, keys }, { name: `${account}_totp`, value: KEYS[account] });
    await addSession(`shop-${account}`, account, 'shop_password');
  }
});
afterAll(async () => {
  await worker?.drain();
  await installation?.close();
});

const LOGIN = `version: 1
name: shop-login
effect: read
base_url: http://127.0.0.1:4010
inputs:
  address: { type: url }
  email: { type: email }
  password: { type: secret }
  totp_key: { type: secret }
steps:
  - goto: '{{ address }}/login'
  - fill: { label: E-mail, value: '{{ email }}' }
  - fill: { label: Password, value: '{{ password }}' }
  - click: { role: button, name: Sign in }
  - fill: { label: Code from your app, value: '{{ totp_key | totp }}', }
    timeout: 3
  - click: { role: button, name: Confirm }
  - wait_for: { testid: user }
verify:
  - goto: '{{ address }}/account'
  - expect: { testid: user }
    timeout: 1
`;

const desk = (name: string, session: string) => `version: 1
name: ${name}
effect: read
base_url: ${installation.siteUrl}
session: '${session}'
inputs: { order_no: { type: string } }
outputs: { user: { type: string }, status: { type: string } }
steps:
  - goto: '/desk/orders/{{ order_no }}'
  - extract: { user: { testid: user }, status: { testid: status } }
`;

function addSession(name: string, account: 'manager' | 'buyer', passwordSecret: string) {
  const inputs = {
    address: installation.siteUrl,
    email: `${account}@shop.example`,
    password: `{{ secret.${passwordSecret} }}`,
    totp_key: `{{ secret.${account}_totp }}`,
  };
  return setSession(installation.context, { name, automation: 'shop-login', inputs });
}

async function run(source: string, csv: string, concurrency: number): Promise<string> {
  const { context } = installation;
  const automation = (await saveAutomation(context, { source })).name;
  const upload = await receiveUpload(context, { filename: 'rows.csv', body: bodyOf(csv) });
  const settings = { concurrency, step_timeout: 2, max_retries: 0, evidence: { trace: 'always' } } as const;
  return (await createBatch(context, { uploadId: upload.id, automation, settings, start: true })).id;
}

const jobsOf = (batchId: string) =>
  installation.context.db.prisma.job.findMany({ where: { batchId }, orderBy: { rowIndex: 'asc' } });
const attemptsOf = (batchId: string) =>
  installation.context.db.prisma.attempt.findMany({ where: { batchId }, orderBy: { rowIndex: 'asc' } });
const completedCount = async (batchId: string) =>
  (await jobsOf(batchId)).filter(({ state }) => state === 'completed').length;
const signOut = (email: string) =>
  fetch(`${installation.siteUrl}/login/expire`, { method: 'POST', body: new URLSearchParams({ email }) });

/** What is in the sealed state: only somebody with the key can tell. */
async function cookieOf(name: string): Promise<string> {
  const { ciphertext, nonce, tag, keyId } =
    await installation.context.db.prisma.siteSession.findUniqueOrThrow({ where: { name } });
  if (!ciphertext || !nonce || !tag || !keyId) throw new Error(`${name} has no state`);
  const state = JSON.parse(keys.open(sealedName(name), { ciphertext, nonce, tag, keyId }));
  return state.cookies[0].value;
}

it('runs 50 rows over two accounts with one-time codes, one of which is signed out in mid-run', async () => {
  const accounts = Array.from({ length: 50 }, (_, row) => (row % 3 === 0 ? 'buyer' : 'manager'));
  const csv = ['account,order_no', ...accounts.map((account, row) => `${account},BM-${1000 + row}`)];
  const id = await run(desk('desk', 'shop-{{ row.account }}'), `${csv.join('\n')}\n`, 4);
  await expect.poll(() => completedCount(id), { timeout: 90_000 }).toBeGreaterThan(10);
  const firstCookie = await cookieOf('shop-buyer');
  await signOut('buyer@shop.example');
  await installation.waitUntilFinished(id);

  const attempts = await attemptsOf(id);
  expect(attempts.map(({ state }) => state)).toEqual(accounts.map(() => 'completed'));
  expect(attempts.map(({ output }) => (output as { user: string }).user)).toEqual(
    accounts.map((account) => NAMES[account]),
  );
  // Four rows began at once with nobody signed in: one sign-in served them all.
  const versions = await Promise.all(
    ['shop-manager', 'shop-buyer'].map((name) => getSession(installation.context, { name })),
  );
  expect(versions.map(({ state, stateVersion }) => [state, stateVersion])).toEqual([
    ['signed_in', 1],
    ['signed_in', 2],
  ]);
  const details = await installation.context.db.prisma.attemptDetail.findMany({ where: { batchId: id } });
  expect(details.flatMap(({ warnings }) => warnings).join()).toContain('signed in again');

  const { context, environment } = installation;
  const stored = new Map([
    ...(await databaseBytes(context.db.pool)),
    ...(await folderBytes(`${environment.FURROW_DATA_DIR}/storage`)),
    ['log', Buffer.from(logged.join(''))] as const,
  ]);
  const secrets = [PASSWORD, ...Object.values(KEYS), firstCookie, await cookieOf('shop-buyer')];
  for (const secret of secrets) expect([secret, placesOf(secret, stored)]).toEqual([secret, []]);
}, 180_000);

it('asks a person when the site refuses, once and not for every row, and pauses', async () => {
  await addSession('shop-wrong', 'manager', 'wrong_password');
  const id = await run(desk('desk-wrong', 'shop-wrong'), 'order_no\nAB-1002\nAB-1003\nAB-1004\n', 1);
  const { prisma } = installation.context.db;
  const batch = () => prisma.batch.findUniqueOrThrow({ where: { id } });
  await expect.poll(async () => (await batch()).state, { timeout: 60_000 }).toBe('paused');
  expect(await batch()).toMatchObject({ reason: 'login' });
  const attempts = await attemptsOf(id);
  expect(attempts.map(({ failureKind, failureCode }) => [failureKind, failureCode])).toEqual([
    ['needs_person', 'login_failed'],
    ['needs_person', 'login_failed'],
  ]);
  expect(attempts[0]?.failureMessage).toMatch(/^Signing in as shop-wrong: /);
  const session = await getSession(installation.context, { name: 'shop-wrong' });
  expect(session).toMatchObject({ state: 'failed', stateVersion: 1, failure: { code: 'login_failed' } });

  await addSession('shop-wrong', 'manager', 'shop_password');
  await requestSignIn(installation.context, { name: 'shop-wrong' });
  const state = async () => (await getSession(installation.context, { name: 'shop-wrong' })).state;
  await expect.poll(state, { timeout: 30_000 }).toBe('signed_in');
}, 120_000);

it('fails the row, and no other, that names a session nobody made', async () => {
  const csv = 'account,order_no\nnobody,AB-1002\nbuyer,AB-1003\n,AB-1004\n';
  const id = await run(desk('desk-names', 'shop-{{ row.account }}'), csv, 1);
  await installation.waitUntilFinished(id);
  expect((await jobsOf(id)).map(({ state }) => state)).toEqual(['failed', 'completed', 'failed']);
  expect((await attemptsOf(id))[0]).toMatchObject({ failureKind: 'input', failureCode: 'session_unknown' });
}, 60_000);

it('leaves a failure that has another cause as it is, and the login alone', async () => {
  const { stateVersion } = await getSession(installation.context, { name: 'shop-buyer' });
  const id = await run(desk('desk-missing', 'shop-buyer'), 'order_no\nZZ-0000\n', 1);
  await installation.waitUntilFinished(id);
  expect((await attemptsOf(id))[0]).toMatchObject({ state: 'failed', failureKind: 'page_mismatch' });
  expect(await getSession(installation.context, { name: 'shop-buyer' })).toMatchObject({ stateVersion });
}, 60_000);

it('keeps no login that the site has forgotten, when signing in anew gets no answer', async () => {
  let isAway = false;
  const site = await startLocalSite({
    '/login': (_request, response) => {
      response.statusCode = isAway ? 503 : 200;
      response.end('<p data-testid="user">Ada</p>');
    },
    '/account': (_request, response) =>
      response.end(isAway ? '<p>Who are you?</p>' : '<p data-testid="user">Ada</p>'),
  });
  const login = (name: string) => `version: 1
name: ${name}
effect: read
base_url: ${site.url}
steps:
  - goto: /login
  - expect: { testid: user }
    timeout: 1
verify:
  - goto: /account
  - expect: { testid: user }
    timeout: 1
`;
  try {
    const { context } = installation;
    await saveAutomation(context, { source: login('away-login') });
    await setSession(context, { name: 'away', automation: 'away-login' });
    await requestSignIn(context, { name: 'away' });
    const state = async () => (await getSession(context, { name: 'away' })).state;
    await expect.poll(state, { timeout: 30_000 }).toBe('signed_in');
    isAway = true;
    const source = desk('desk-away', 'away').replace(installation.siteUrl, site.url);
    const id = await run(source.replace(/'\/desk.*'/, '/account'), 'order_no\nAB-1\n', 1);
    await installation.waitUntilFinished(id);
    expect((await attemptsOf(id))[0]).toMatchObject({ state: 'failed', failureKind: 'target_unavailable' });
    expect(await getSession(context, { name: 'away' })).toMatchObject({ state: 'lost', stateVersion: 2 });
  } finally {
    await site.close();
  }
}, 60_000);
