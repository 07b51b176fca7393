import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GET as listAudit } from '@/app/api/v1/audit/route';
import { POST as validate } from '@/app/api/v1/automations/validate/route';
import { DELETE as remove, PUT as set } from '@/app/api/v1/secrets/[name]/route';
import { GET as list } from '@/app/api/v1/secrets/route';
import { type Api, call, refusal, startApi } from './api-harness';

const VALUE = 'correct-horse-4711';
const params = { name: 'shop' };

let api: Api;
let admin: { cookie: string };
beforeAll(async () => {
  api = await startApi();
  admin = await api.signIn('admin', 'Ada');
});
afterAll(() => api.close());

it('takes a value and never gives it back', async () => {
  const body = { value: VALUE, description: 'Order desk' };
  const created = await call(set, 'PUT', { ...admin, params, body });
  expect([created.status, await created.json()]).toEqual([200, { name: 'shop', created: true }]);
  const replaced = await call(set, 'PUT', { ...admin, params, body: { value: `${VALUE}!` } });
  expect(await replaced.json()).toEqual({ name: 'shop', created: false });

  const answer = await (await call(list, 'GET', admin)).json();
  expect(answer).toEqual({
    items: [
      {
        ...{ name: 'shop', description: 'Order desk', readable: true, automations: [], set_by: 'Ada' },
        created_at: expect.any(String),
        updated_at: expect.any(String),
        last_used_at: null,
      },
    ],
    next_cursor: null,
  });
  const audit = await (await call(listAudit, 'GET', admin)).text();
  expect(audit).toContain('secret.replace');
  expect(`${JSON.stringify(answer)}${audit}`).not.toContain(VALUE);
  expect(readFileSync(join(api.dataFolder, 'secret-key'), 'utf8').length).toBeGreaterThan(40);
});

it('lets administrators set and delete, members and viewers only see names', async () => {
  for (const role of ['member', 'viewer'] as const) {
    const person = await api.signIn(role);
    expect((await call(list, 'GET', person)).status).toBe(200);
    const refused = [
      await call(set, 'PUT', { ...person, params, body: { value: VALUE } }),
      await call(remove, 'DELETE', { ...person, params }),
    ];
    for (const answer of refused) expect(await refusal(answer)).toEqual({ status: 403, code: 'forbidden' });
  }
  expect(await refusal(await call(list, 'GET'))).toEqual({ status: 401, code: 'not_signed_in' });
});

it('says what is wrong with a value without repeating it', async () => {
  const short = await call(set, 'PUT', { ...admin, params, body: { value: 'xyz' } });
  const problem = await short.json();
  expect(problem).toMatchObject({ status: 422, code: 'request_invalid', errors: [{ path: 'value' }] });
  expect(JSON.stringify(problem)).not.toContain('xyz');
  const named = await call(set, 'PUT', { ...admin, params: { name: 'Not One' }, body: { value: VALUE } });
  expect(await refusal(named)).toEqual({ status: 422, code: 'secret_invalid' });
});

it('shows an unknown secret in the editor, with its place', async () => {
  const source =
    'version: 1\nname: a\neffect: read\nbase_url: http://a.test\nsteps:\n  - press: "{{ secret.shup }}"\n';
  const answer = await (await call(validate, 'POST', { ...admin, body: { source } })).json();
  expect(answer.problems).toMatchObject([{ code: 'secret_unknown', line: 6 }]);
  expect(answer.problems[0].message).toContain('Did you mean shop?');
});

it('deletes', async () => {
  expect((await call(remove, 'DELETE', { ...admin, params })).status).toBe(204);
  const again = await call(remove, 'DELETE', { ...admin, params });
  expect(await refusal(again)).toEqual({ status: 404, code: 'secret_not_found' });
});
