import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { POST as createBatch } from '@/app/api/v1/batches/route';
import { POST as planUpload } from '@/app/api/v1/uploads/[id]/plan/route';
import { PATCH as patchUpload } from '@/app/api/v1/uploads/[id]/route';
import { POST as createUpload } from '@/app/api/v1/uploads/route';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import { readUpload } from '@/lib/services/uploads/read-upload';
import { type Api, call, refusal, startApi } from './api-harness';

const AUTOMATION = `version: 1
name: order-status
title: Look an order up
base_url: http://127.0.0.1:4010
effect: read
inputs:
  order_id: { type: string, title: Order number }
  email: { type: email }
  country: { type: string, default: DE }
  pin: { type: secret, required: false }
steps:
  - goto: /orders
  - fill: { label: Order number, value: '{{ order_id }}' }
  - fill: { label: E-mail, value: '{{ email }}' }
  - fill: { label: Country, value: '{{ country }}' }
  - fill: { label: Shop, value: '{{ var.shop }}' }
  - fill: { label: PIN, value: '{{ pin }}' }
`;
const FILE =
  'Order No.;E-Mail Adresse;Mobile;PIN\nAB-0001;ada@example.com;1;s3cret\nAB-0002;;2;\nAB-0003;bo;3;\n';

let api: Api;
let member: { cookie: string };
beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
  await saveAutomation(api.context, { source: AUTOMATION });
});
afterAll(() => api.close());

async function upload(content: string, isRead = true): Promise<string> {
  const created = await call(createUpload, 'POST', { ...member, raw: content, query: { filename: 'o.csv' } });
  const { id } = (await created.json()) as { id: string };
  if (isRead) await readUpload(api.context, { uploadId: id });
  return id;
}

const ask = (id: string, body: object) => call(planUpload, 'POST', { ...member, params: { id }, body });

async function plan(id: string, body: object = {}) {
  const answer = await ask(id, { automation: 'order-status', vars: { shop: 'main' }, ...body });
  expect(answer.status).toBe(200);
  return answer.json();
}

describe('POST /uploads/:id/plan', () => {
  let id: string;
  beforeEach(async () => {
    await api.context.db.prisma.rememberedBinding.deleteMany();
    id = await upload(FILE);
  });

  it('says what feeds each input, and what row 1 will do', async () => {
    const { inputs, ...rest } = await plan(id);
    expect(rest).toEqual({
      automation: { name: 'order-status', title: 'Look an order up', version: 1, effect: 'read' },
      unbound: [],
      reason: null,
      row: {
        row_index: 0,
        lines: [
          'opens /orders',
          'fills Order number with AB-0001',
          'fills E-mail with ada@example.com',
          'fills Country with DE',
          'fills Shop with main',
          'fills PIN with •••',
        ],
        problems: [],
        automation: null,
      },
      chosen_by_row: null,
    });
    expect(inputs[0]).toEqual({
      ...{ name: 'order_id', title: 'Order number', type: 'string', required: true, default: null },
      binding: { column: 0, header: 'Order No.' },
      ...{ source: 'fuzzy', confidence: 0.9, samples: ['AB-0001', 'AB-0002', 'AB-0003'] },
      candidates: [{ column: 0, header: 'Order No.', confidence: 0.9 }],
    });
    expect(inputs[1]).toMatchObject({ source: 'fuzzy', samples: ['ada@example.com', 'bo'] });
    expect(inputs[2]).toMatchObject({ required: false, default: 'DE', binding: null, source: null });
    expect(inputs[3]).toMatchObject({ source: 'normalised', binding: { column: 3 }, samples: [] });
  });

  it('says why it cannot run', async () => {
    expect((await plan(id, { vars: {} })).reason).toContain('shop');
    const other = await plan(await upload('a;b\n1;2\n'));
    expect(other).toMatchObject({ unbound: ['order_id', 'email'] });
    expect(other.reason).toBe('Order number, email need a column or a text.');
    expect(other.row.problems).toEqual([]);
    const nothing = await (await ask(id, {})).json();
    expect(nothing).toMatchObject({
      automation: null,
      inputs: [],
      reason: expect.stringContaining('Choose'),
    });
  });

  it('takes choices by header, by position and as one text, and shows another row', async () => {
    const bindings = { email: 'Mobile', order_id: { column: 2 }, country: { constant: 'FR' } };
    const { inputs, row } = await plan(id, { bindings, row_index: 1 });
    expect(inputs.slice(0, 3).map((one: { source: string }) => one.source)).toEqual(Array(3).fill('chosen'));
    expect(row.row_index).toBe(1);
    expect(row.lines.slice(1, 4)).toEqual([
      'fills Order number with 2',
      'fills E-mail with nothing',
      'fills Country with FR',
    ]);
    expect(row.problems).toEqual([{ input: 'email', code: 'type_invalid', message: expect.any(String) }]);
  });

  it('remembers what a batch used for a file with the same columns', async () => {
    const bindings = { email: { constant: 'all@example.com' }, order_id: 'Mobile' };
    const body = { upload_id: id, automation: 'order-status', bindings, vars: { shop: 'x' } };
    expect((await call(createBatch, 'POST', { ...member, body })).status).toBe(201);
    const next = await plan(await upload('ORDER NO;e-mail adresse;Mobile;Pin\nAB-9;x;5;\n'));
    expect(next.inputs.map((one: { source: string | null }) => one.source)).toEqual([
      ...['remembered', 'remembered', null, 'remembered'],
    ]);
    expect(next.row.lines.slice(1, 3)).toEqual([
      'fills Order number with 5',
      'fills E-mail with all@example.com',
    ]);
    const moved = await plan(await upload('Mobile;Order No.;E-Mail Adresse;PIN\n5;AB-9;x;\n'));
    expect(moved.inputs[0].source).toBe('fuzzy');
  });

  it('does not store what it is asked', async () => {
    await plan(id, { bindings: { email: 'Mobile' } });
    expect((await plan(id)).inputs[1].source).toBe('fuzzy');
  });
});

describe('a file that nobody has read yet', () => {
  it('is planned from its beginning, in the dialect of choice', async () => {
    const id = await upload(FILE, false);
    const { row } = await plan(id, { row_index: 2 });
    expect(row.lines[1]).toBe('fills Order number with AB-0003');
    const whole = await plan(id, { dialect: { delimiter: '|' } });
    expect(whole.unbound).toContain('order_id');
    expect(await refusal(await ask(id, { automation: 'order-status', row_index: 3 }))).toEqual({
      ...{ status: 409, code: 'row_not_read' },
    });
  });

  it('and one that is still arriving, without the row that is cut off', async () => {
    const rows = FILE.slice(0, FILE.indexOf('AB-0003') + 3);
    const announced = await call(createUpload, 'POST', { ...member, headers: { 'Upload-Length': '1000' } });
    const { id } = (await announced.json()) as { id: string };
    expect(await refusal(await ask(id, { automation: 'order-status' }))).toEqual({
      ...{ status: 409, code: 'upload_incomplete' },
    });
    const headers = { 'Upload-Offset': '0' };
    await call(patchUpload, 'PATCH', { ...member, params: { id }, raw: rows, headers });
    expect((await plan(id, { row_index: 1 })).row.lines[1]).toBe('fills Order number with AB-0002');
    expect(await refusal(await ask(id, { automation: 'order-status', row_index: 2 }))).toEqual({
      ...{ status: 409, code: 'row_not_read' },
    });
  });
});

describe('a plan that cannot be made', () => {
  it.each([
    ['an unknown automation', { automation: 'nope' }, 404, 'automation_not_found'],
    ['an unknown input', { bindings: { nope: 'PIN' } }, 422, 'unknown_inputs'],
    ['an unknown column', { bindings: { email: 'nope' } }, 422, 'unknown_columns'],
    ['a column after the last', { bindings: { email: { column: 4 } } }, 422, 'unknown_columns'],
    ['a row after the last', { row_index: 3 }, 404, 'row_not_found'],
    ['a row before the first', { row_index: -1 }, 422, 'request_invalid'],
  ])('%s', async (_, body, status, code) => {
    const id = await upload(FILE);
    expect(await refusal(await ask(id, { automation: 'order-status', ...body }))).toEqual({ status, code });
  });

  it('an unknown file', async () => {
    const id = '018f0000-0000-7000-8000-000000000000';
    expect(await refusal(await ask(id, {}))).toEqual({ status: 404, code: 'upload_not_found' });
  });
});
