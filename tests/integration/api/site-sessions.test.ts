import { afterAll, beforeAll, expect, it } from 'vitest';
import { POST as createBatch } from '@/app/api/v1/batches/route';
import { DELETE as remove, PUT as set } from '@/app/api/v1/sessions/[name]/route';
import { POST as signIn } from '@/app/api/v1/sessions/[name]/sign-in/route';
import { GET as list } from '@/app/api/v1/sessions/route';
import { POST as planUpload } from '@/app/api/v1/uploads/[id]/plan/route';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import { setSecret } from '@/lib/services/secrets/set-secret';
import { readUpload } from '@/lib/services/uploads/read-upload';
import { receiveUpload } from '@/lib/services/uploads/receive-upload';
import { bodyOf } from '@/tests/support/service-context';
import { testKeys } from '@/tests/support/test-keys';
import { type Api, call, refusal, startApi } from './api-harness';

const LOGIN = `version: 1
name: shop-login
effect: read
base_url: http://shop.test
inputs: { email: { type: email }, password: { type: secret } }
steps:
  - goto: /login
  - fill: { label: Password, value: '{{ password }}' }
`;
const DESK = `version: 1
name: desk
effect: read
base_url: http://shop.test
session: shop-main
steps:
  - goto: /desk
`;
const INPUTS = { email: 'clerk@shop.example', password: '{{ secret.shop_password }}' };

let api: Api;
let admin: { cookie: string };
beforeAll(async () => {
  api = await startApi();
  admin = await api.signIn('admin', 'Ada');
  await setSecret({ ...api.context, keys: testKeys() }, { name: 'shop_password', value: 'correct-horse' });
  for (const source of [LOGIN, DESK]) await saveAutomation(api.context, { source });
});
afterAll(() => api.close());

const put = (name: string, body: object) => call(set, 'PUT', { ...admin, params: { name }, body });
const of = (name: string) => ({ ...admin, params: { name } });

it('refuses a batch, and says so in its plan, while nobody has made the session', async () => {
  const upload = await receiveUpload(api.context, { filename: 'a.csv', body: bodyOf('x\n1\n') });
  await readUpload(api.context, { uploadId: upload.id });
  const body = { automation: 'desk' };
  const plan = await call(planUpload, 'POST', { ...admin, params: { id: upload.id }, body });
  expect((await plan.json()).reason).toMatch(/^There is no session shop-main: /);
  const answer = await call(createBatch, 'POST', { ...admin, body: { ...body, upload_id: upload.id } });
  expect(await refusal(answer)).toEqual({ status: 422, code: 'session_unknown' });
  await put('shop-main', { automation: 'shop-login', inputs: INPUTS });
  const again = await call(createBatch, 'POST', { ...admin, body: { ...body, upload_id: upload.id } });
  expect(again.status).toBe(201);
});

it('leaves a row out that chooses an automation whose session nobody has made', async () => {
  const source = DESK.replace('name: desk', 'name: other-desk').replace('shop-main', 'shop-other');
  await saveAutomation(api.context, { source });
  const upload = await receiveUpload(api.context, { filename: 'b.csv', body: bodyOf('task\n@other-desk\n') });
  await readUpload(api.context, { uploadId: upload.id });
  const plan = await call(planUpload, 'POST', { ...admin, params: { id: upload.id }, body: {} });
  expect((await plan.json()).row.problems[0]).toMatchObject({
    code: 'automation_unusable',
    message: expect.stringContaining('There is no session shop-other'),
  });
});

it('stores how to sign in, shows its state, and forgets the login when that is changed', async () => {
  const created = await put('shop-main', { automation: 'shop-login', inputs: INPUTS, description: 'Desk' });
  expect(await created.json()).toMatchObject({
    ...{ name: 'shop-main', automation: 'shop-login', inputs: INPUTS, description: 'Desk' },
    ...{ state: 'never', failure: null, automations: ['desk'] },
  });
  const { prisma } = api.context.db;
  const sealed = { ciphertext: new Uint8Array(9), nonce: new Uint8Array(12), tag: new Uint8Array(16) };
  const where = { name: 'shop-main' };
  await prisma.siteSession.update({
    where,
    data: { ...sealed, keyId: 'k', signedInAt: new Date(), confirmedAt: new Date() },
  });
  const { items } = await (await call(list, 'GET', admin)).json();
  expect(items).toMatchObject([{ state: 'signed_in' }]);
  expect(Object.keys(items[0])).not.toContain('ciphertext');
  await put('shop-main', { automation: 'shop-login', inputs: { ...INPUTS, email: 'b@shop.example' } });
  expect(await prisma.siteSession.findUniqueOrThrow({ where })).toMatchObject({
    ciphertext: null,
    tag: null,
  });
});

it.each([
  ['an automation that is not there', 'a', { automation: 'nope' }, 404, 'automation_not_found'],
  ['one that runs with a session itself', 'a', { automation: 'desk' }, 422, 'session_invalid'],
  ['an input it does not have', 'a', { inputs: { ...INPUTS, x: '1' } }, 422, 'session_invalid'],
  ['an input that is missing', 'a', { inputs: { email: 'a@b.example' } }, 422, 'session_invalid'],
  ['an e-mail address that is none', 'a', { inputs: { ...INPUTS, email: 'x' } }, 422, 'session_invalid'],
  ['a password in plain text', 'a', { inputs: { ...INPUTS, password: 'abcdef' } }, 422, 'session_invalid'],
  [
    'a secret nobody set',
    'a',
    { inputs: { ...INPUTS, password: '{{ secret.no }}' } },
    422,
    'session_invalid',
  ],
  ['a cell', 'a', { inputs: { ...INPUTS, email: '{{ row.mail }}' } }, 422, 'session_invalid'],
  ['a code', 'a', { inputs: { ...INPUTS, email: '{{ secret.k | totp }}' } }, 422, 'session_invalid'],
  ['a name that is none', 'A B', {}, 422, 'session_invalid'],
])('refuses %s, without repeating a value', async (_, name, body, status, code) => {
  const answer = await put(name, { automation: 'shop-login', inputs: INPUTS, ...body });
  expect(await answer.clone().text()).not.toContain('abcdef');
  expect(await refusal(answer)).toEqual({ status, code });
});

it('keeps what is in use, and lets only administrators change anything', async () => {
  expect(await refusal(await call(remove, 'DELETE', of('shop-main')))).toEqual({
    ...{ status: 409, code: 'session_in_use' },
  });
  const member = await api.signIn('member');
  const params = { name: 'shop-main' };
  const refused = [
    await call(set, 'PUT', { ...member, params, body: { automation: 'shop-login', inputs: INPUTS } }),
    await call(remove, 'DELETE', { ...member, params }),
    await call(signIn, 'POST', { ...member, params }),
  ];
  for (const answer of refused) expect(await refusal(answer)).toEqual({ status: 403, code: 'forbidden' });
  expect((await call(signIn, 'POST', of('shop-main'))).status).toBe(202);
  expect(await refusal(await call(signIn, 'POST', of('nobody')))).toEqual({
    ...{ status: 404, code: 'session_not_found' },
  });
  const forced = await call(remove, 'DELETE', { ...of('shop-main'), query: { force: 'true' } });
  expect(forced.status).toBe(204);
});
