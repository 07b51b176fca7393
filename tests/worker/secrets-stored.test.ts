import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEnvironment } from '@/lib/config/env';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import { createBatch } from '@/lib/services/batches/create-batch';
import { openKeyRing } from '@/lib/services/secrets/open-key-ring';
import { setSecret } from '@/lib/services/secrets/set-secret';
import { getTry } from '@/lib/services/tries/get-try';
import { startTry } from '@/lib/services/tries/start-try';
import { receiveUpload } from '@/lib/services/uploads/receive-upload';
import { bodyOf } from '@/tests/support/service-context';
import { databaseBytes, folderBytes, placesOf } from '@/tests/support/stored-bytes';
import { type RunningWorker, startWorker } from '@/worker/start-worker';
import { type Installation, openInstallation } from './support/installation';
import { type LocalSite, startLocalSite } from './support/local-site';
import { waitUntil } from './support/process-state';

const NASTY = 'Tr0ub4dor & "3"/+<é>';
const PLAIN = 'plain & "5"/+<è> text';
// Of the practice site's manager (examples/practice-site/data/sample-users.ts).
const PASSWORD = 'practice-password';
const TOTP_KEY = 'JBSWY3DPEHPK3PXP';

let installation: Installation;
let worker: RunningWorker;
let site: LocalSite;
const logged: string[] = [];

beforeAll(async () => {
  site = await startLocalSite({
    '/': FORM,
    '/echo': (request, response) => response.end(echo(request.url ?? '')),
  });
  installation = await openInstallation();
  const env = readEnvironment({ ...installation.environment, FURROW_ALLOW_HOSTS: '127.0.0.1' });
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  worker = await startWorker({ env, databaseUrl: env.DATABASE_URL ?? '', log, slots: 2 });
});
afterAll(async () => {
  await worker?.drain();
  await installation?.close();
  await site?.close();
});

const FORM = '<form action="/echo"><label>Pass <input name="pass"></label><button>Send</button></form>';

/** The page of somebody who shows a password wherever he can. */
function echo(url: string): string {
  const sent = new URL(url, 'http://site').searchParams.get('pass') ?? '';
  const html = sent.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<!doctype html><meta charset="utf-8"><title>${html}</title><p data-testid="sent">${html}</p><img alt="" src="/missing?${url}">
    <p>${Buffer.from(`me:${sent}`).toString('base64')} ${encodeURIComponent(sent)} ${Buffer.from(sent).toString('hex')}</p>
    <script>console.error(document.title)</script><input value="${html}">`;
}

const echoing = (name: string, template: string) => `version: 1
name: ${name}
effect: read
base_url: ${site.url}
browser: { extra_headers: { X-Key: '${template.replace(' }}', ' | urlencode }}')}' } }
inputs: { outcome: { type: string } }
outputs: { sent: { type: string }, all: { type: string } }
steps:
  - goto: /
  - fill: { label: Pass, value: '${template}' }
  - click: { role: button, name: Send }
  - extract: { sent: { testid: sent }, all: { css: body, mode: html } }
  - screenshot: 'shown ${template}'
  - fail: { when: { input: outcome, equals: refused }, message: 'It said ${template}' }
  - expect: { text: 'never ${template}', visible: true }
    when: { input: outcome, equals: missing }
  - click: { css: p }
    when: { input: outcome, equals: ambiguous }
  - goto: 'http://127.0.0.1:1/${template}'
    when: { input: outcome, equals: unreachable }
`;

const SIGN_IN = () => `version: 1
name: sign-in
effect: read
base_url: ${installation.siteUrl}
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

async function run(source: string, csv: string, vars: Record<string, string> = {}) {
  const { context } = installation;
  const automation = (await saveAutomation(context, { source })).name;
  const upload = await receiveUpload(context, { filename: 'rows.csv', body: bodyOf(csv) });
  const evidence = { screenshot: 'always', trace: 'always' } as const;
  const settings = {
    step_timeout: 2,
    max_retries: 1,
    retry_delay: 0.05,
    break_at_equal_failures: 0,
    evidence,
  };
  const batch = await createBatch(context, { uploadId: upload.id, automation, vars, settings, start: true });
  return batch.id;
}

async function jobsOf(batchId: string) {
  await installation.waitUntilFinished(batchId);
  const { prisma } = installation.context.db;
  const jobs = await prisma.job.findMany({ where: { batchId }, orderBy: { rowIndex: 'asc' } });
  const attempts = await prisma.attempt.findMany({ where: { batchId }, orderBy: { rowIndex: 'asc' } });
  return { states: jobs.map(({ state }) => state), attempts };
}

/** Tries every row of a batch's file by itself: its steps are shown while they run. */
async function tryRows(batchId: string, vars: Record<string, string> = {}): Promise<string[]> {
  const { context } = installation;
  const { uploadId, version, jobs } = await context.db.prisma.batch.findUniqueOrThrow({
    where: { id: batchId },
    include: { jobs: true, version: { include: { automation: true } } },
  });
  const automation = version?.automation.name ?? '';
  const states: string[] = [];
  for (const rowIndex of jobs.keys()) {
    const { id } = await startTry(context, { automation, uploadId, rowIndex, vars });
    await waitUntil('the try has ended', async () => {
      const { state } = await getTry(context, { tryId: id });
      if (state !== 'waiting' && state !== 'running') states.push(state);
      return states.length > rowIndex;
    });
  }
  return states;
}

async function everythingStored() {
  const { context, environment } = installation;
  const files = await folderBytes(`${environment.FURROW_DATA_DIR}/storage`);
  const log = new Map([['log', Buffer.from(logged.join(''))]]);
  return new Map([...(await databaseBytes(context.db.pool)), ...files, ...log]);
}

const OUTCOMES = 'outcome\ncompleted\nrefused\nmissing\nunreachable\n';

it('leaves no secret in any stored byte, whatever a page does with it', async () => {
  const { context, environment } = installation;
  const env = { FURROW_DATA_DIR: environment.FURROW_DATA_DIR ?? '' };
  const vault = { ...context, keys: (await openKeyRing(context.db, env)).ring };
  await setSecret(vault, { name: 'nasty', value: NASTY });
  await setSecret(vault, { name: 'shop_password', value: PASSWORD });
  await setSecret(vault, { name: 'shop_totp', value: TOTP_KEY });

  const echoed = await jobsOf(await run(echoing('echoing', '{{ secret.nasty }}'), OUTCOMES));
  expect(echoed.states).toEqual(['completed', 'failed', 'failed', 'failed']);
  expect(site.seen.map(({ url }) => decodeURIComponent(url.replaceAll('+', '%20'))).join('\n')).toContain(
    NASTY,
  );
  const failures = echoed.attempts.map(({ failureCode, failureMessage }) => [failureCode, failureMessage]);
  expect(failures).toContainEqual(['target_rejected', 'It said •••']);

  expect(await tryRows(echoed.attempts[0]?.batchId ?? '')).toEqual(echoed.states);
  const signedIn = await jobsOf(
    await run(SIGN_IN(), 'email\nmanager@shop.example\nclerk@shop.example\nnobody@shop.example\n'),
  );
  expect(signedIn.states).toEqual(['completed', 'completed', 'failed']);
  expect(signedIn.attempts[0]?.output).toEqual({ user: expect.any(String) });

  const stored = await everythingStored();
  expect(stored.size).toBeGreaterThan(100);
  for (const secret of [NASTY, PASSWORD, TOTP_KEY])
    expect([secret, placesOf(secret, stored)]).toEqual([secret, []]);
  const used = await context.db.prisma.secret.findMany({ orderBy: { name: 'asc' } });
  expect(used.map(({ lastUsedAt }) => lastUsedAt !== null)).toEqual([true, true, true]);
}, 180_000);

it('would find it: the same text that is no secret lies nearly everywhere', async () => {
  const id = await run(echoing('telling', '{{ var.pass }}'), OUTCOMES, { pass: PLAIN });
  await installation.waitUntilFinished(id);
  await tryRows(id, { pass: PLAIN });
  const places = placesOf(PLAIN, await everythingStored());
  expect(places).toEqual(
    expect.arrayContaining([
      'public.attempt.failure_message',
      'public.attempt.output',
      'public.attempt_detail.failure',
      'public.attempt_detail.page_text',
      'public.attempt_detail.page_title',
      'public.attempt_detail.page_url',
      'public.attempt_detail.steps',
      'public.artifact.name',
      'public.try_step.message',
      'public.try_step.title',
      expect.stringMatching(/^artifacts\/.*\.zip!trace\.network$/),
      expect.stringMatching(/^artifacts\/.*\.zip!trace\.trace$/),
    ]),
  );
}, 120_000);

it('says what is wrong when the worker cannot read a secret, and pauses at the first row', async () => {
  const { context } = installation;
  await context.db.prisma.secret.update({ where: { name: 'shop_totp' }, data: { keyId: 'another key' } });
  const id = await run(
    SIGN_IN().replace('name: sign-in', 'name: unreadable'),
    'email\na@b.example\nc@d.example\n',
  );
  const isPaused = async () =>
    (await context.db.prisma.batch.findUniqueOrThrow({ where: { id } })).state === 'paused';
  await expect.poll(isPaused, { timeout: 60_000 }).toBe(true);
  const [attempt] = await context.db.prisma.attempt.findMany({ where: { batchId: id } });
  expect(attempt).toMatchObject({ failureKind: 'automation', failureCode: 'secret_unreadable' });
  expect(attempt?.failureMessage).toMatch(/shop_totp.*FURROW_SECRET_KEY/);
}, 120_000);
