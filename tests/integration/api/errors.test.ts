import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Problem, problemSchema } from '@/app/_http/problem';
import { POST as saveAutomation } from '@/app/api/v1/automations/route';
import { GET as getBatch } from '@/app/api/v1/batches/[id]/route';
import { POST as createBatch } from '@/app/api/v1/batches/route';
import { GET as getSharedSummary } from '@/app/api/v1/shared/[token]/summary/route';
import { GET as getUpload } from '@/app/api/v1/uploads/[id]/route';
import { POST as createUpload } from '@/app/api/v1/uploads/route';
import { createShare } from '@/lib/services/shares/create-share';
import { revokeShare } from '@/lib/services/shares/revoke-share';
import { readUpload } from '@/lib/services/uploads/read-upload';
import { receiveUpload } from '@/lib/services/uploads/receive-upload';
import { seedBatch } from '@/tests/support/seed-batch';
import { bodyOf } from '@/tests/support/service-context';
import { type Api, call, startApi } from './api-harness';

const GOOD = `version: 1
name: look-up
title: Look an order up
base_url: http://127.0.0.1:4010
effect: read
inputs:
  order_id: { type: string }
steps:
  - goto: /orders/{{ order_id }}
`;
const UNKNOWN_ID = '0197b1f0-0000-7000-8000-000000000000';
const XLSX = new Uint8Array([0x50, 0x4b, 0x03, 0x04, ...new Array(200).fill(0x11)]);

let api: Api;
let member: { cookie: string };
let viewer: { cookie: string };
let ordersId: string;
let headerOnlyId: string;
let otherColumnsId: string;
let revokedToken: string;

beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
  viewer = await api.signIn('viewer');
  await call(saveAutomation, 'POST', { ...member, body: { source: GOOD } });
  ordersId = await readFile('order_id,note\nAB-1,x\n');
  headerOnlyId = await readFile('order_id,note\n');
  otherColumnsId = await readFile('number,note\nAB-1,x\n');
  const batchId = await seedBatch(api.context.db, { rows: 1 });
  const { share, token } = await createShare(api.context, { batchId });
  await revokeShare(api.context, { shareId: share.id });
  revokedToken = token;
});
afterAll(() => api.close());

async function readFile(text: string): Promise<string> {
  const { id } = await receiveUpload(api.context, { filename: 'orders.csv', body: bodyOf(text) });
  await readUpload(api.context, { uploadId: id });
  return id;
}

const upload =
  (raw: BodyInit, more: object = {}) =>
  () =>
    call(createUpload, 'POST', { ...member, raw, query: { filename: 'orders.csv' }, ...more });
const batch = (body: () => object) => () => call(createBatch, 'POST', { ...member, body: body() });
const save = (source: string) => () => call(saveAutomation, 'POST', { ...member, body: { source } });

interface Case {
  readonly input: string;
  readonly send: () => Promise<Response>;
  readonly status: number;
  readonly code: string;
  readonly says: RegExp;
  readonly place?: { line: number; column: number };
}

const CASES: readonly Case[] = [
  { input: 'no file', send: upload(''), status: 422, code: 'file_empty', says: /CSV file is empty/ },
  {
    input: 'an empty file',
    send: upload(new Uint8Array(0)),
    status: 422,
    code: 'file_empty',
    says: /CSV file is empty/,
  },
  {
    input: 'a header only',
    send: batch(() => ({ upload_id: headerOnlyId, automation: 'look-up' })),
    status: 422,
    code: 'no_data_rows',
    says: /No valid data rows found/,
  },
  {
    input: 'a workbook renamed to .csv',
    send: upload(XLSX),
    status: 422,
    code: 'file_not_csv',
    says: /Invalid CSV format.*CSV/s,
  },
  {
    input: '1 GB',
    send: upload('a,b\n', { headers: { 'Content-Length': String(1024 ** 3) } }),
    status: 413,
    code: 'file_too_large',
    says: /CSV file too large: the limit is 500 MB/,
  },
  {
    input: 'an unknown automation',
    send: batch(() => ({ upload_id: ordersId, automation: 'look-down' })),
    status: 404,
    code: 'automation_not_found',
    says: /Automation not found: look-down.*look-up/,
  },
  {
    input: 'an input that nothing feeds',
    send: batch(() => ({ upload_id: otherColumnsId, automation: 'look-up' })),
    status: 422,
    code: 'inputs_unbound',
    says: /order_id/,
  },
  {
    input: 'an unknown name in a template',
    send: save(GOOD.replace('{{ order_id }}', '{{ order }}')),
    status: 422,
    code: 'automation_invalid',
    says: /order/,
    place: { line: 9, column: 22 },
  },
  {
    input: 'YAML that is none',
    send: save('version: 1\nname: [a, b\n'),
    status: 422,
    code: 'automation_invalid',
    says: /2|3/,
    place: { line: 3, column: 1 },
  },
  {
    input: 'submit without commit',
    send: save(GOOD.replace('effect: read', 'effect: submit')),
    status: 422,
    code: 'automation_invalid',
    says: /commit: true/,
    place: { line: 5, column: 9 },
  },
  {
    input: 'a wrong token',
    send: () => call(createUpload, 'POST', { raw: 'a\n1\n', token: 'furrow_wrong' }),
    status: 401,
    code: 'not_signed_in',
    says: /Sign in, or send a valid token/,
  },
  {
    input: 'a viewer who writes',
    send: () => call(createUpload, 'POST', { ...viewer, raw: 'a\n1\n' }),
    status: 403,
    code: 'forbidden',
    says: /You are viewer/,
  },
  {
    input: 'a foreign origin',
    send: upload('a\n1\n', { headers: { Origin: 'https://evil.example' } }),
    status: 403,
    code: 'foreign_origin',
    says: /another site/,
  },
  {
    input: 'an unknown batch',
    send: () => call(getBatch, 'GET', { ...member, params: { id: UNKNOWN_ID } }),
    status: 404,
    code: 'batch_not_found',
    says: /Batch not found/,
  },
  {
    input: 'an unknown upload',
    send: () => call(getUpload, 'GET', { ...member, params: { id: UNKNOWN_ID } }),
    status: 404,
    code: 'upload_not_found',
    says: /Upload not found/,
  },
  {
    input: 'a batch of an unknown upload',
    send: batch(() => ({ upload_id: UNKNOWN_ID, automation: 'look-up' })),
    status: 404,
    code: 'upload_not_found',
    says: /Upload not found/,
  },
  {
    input: 'a revoked share',
    send: () => call(getSharedSummary, 'GET', { params: { token: revokedToken } }),
    status: 404,
    code: 'share_revoked',
    says: /revoked/,
  },
];

/** Everything a refused request could leave behind. */
async function inventory() {
  const { prisma } = api.context.db;
  const entries = await readdir(api.dataFolder, { recursive: true, withFileTypes: true });
  const { rows } = await api.context.db.pool.query(
    "select count(*)::int as count from pgboss.job where name in ('read-upload', 'import-batch')",
  );
  return {
    files: entries.filter((entry) => entry.isFile()).length,
    uploads: await prisma.upload.count(),
    batches: await prisma.batch.count(),
    versions: await prisma.automationVersion.count(),
    events: await prisma.auditEvent.count(),
    messages: rows[0]?.count,
  };
}

describe('a refused request', () => {
  let before: Awaited<ReturnType<typeof inventory>>;
  beforeEach(async () => {
    before = await inventory();
  });

  it.each(CASES)('$input: $status $code, and nothing is left behind', async (row) => {
    const answer = await row.send();
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const problem: Problem = problemSchema.parse(await answer.json());
    expect({ status: answer.status, code: problem.code }).toEqual({ status: row.status, code: row.code });
    expect(problem.detail).toMatch(row.says);
    if (row.place) expect(problem.errors[0]).toMatchObject(row.place);
    expect(await inventory()).toEqual(before);
  });
});
