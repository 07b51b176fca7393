import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as metrics } from '@/app/api/metrics/route';
import { POST as startBatch } from '@/app/api/v1/batches/[id]/start/route';
import { POST as acceptInvitation } from '@/app/api/v1/invitations/accept/route';
import { POST as invite } from '@/app/api/v1/invitations/route';
import { DELETE as deleteUpload } from '@/app/api/v1/uploads/[id]/route';
import { POST as createUpload, GET as listUploads } from '@/app/api/v1/uploads/route';
import { GET as listWorkers } from '@/app/api/v1/workers/route';
import { CLIENT_ADDRESS_HEADER } from '@/lib/auth/client-address';
import { makeSecretToken } from '@/lib/auth/secret-token';
import { type Api, call, PASSWORD, refusal, signInAs, startApi } from './api-harness';

const METRICS_TOKEN = 'metrics-token-of-the-test';
let api: Api;
let admin: { cookie: string; userId: string };
let viewer: { cookie: string; userId: string };
beforeAll(async () => {
  api = await startApi({ FURROW_METRICS_TOKEN: METRICS_TOKEN });
  admin = await api.signIn('admin');
  viewer = await api.signIn('viewer');
});
afterAll(() => api.close());

const csv = { query: { filename: 'a.csv' }, raw: 'a,b\n1,2\n' };
const countUploads = () => api.context.db.prisma.upload.count();

describe('another site', () => {
  it.each([
    ['names its own origin', { Origin: 'https://evil.example' }],
    ['is another port of this machine', { Origin: 'http://localhost:4010' }],
    ['hides its origin', { Origin: 'null' }],
  ])('that %s cannot write with a visitor’s cookie', async (_name, headers) => {
    const answer = await call(createUpload, 'POST', { ...csv, cookie: admin.cookie, headers });
    expect(await refusal(answer)).toEqual({ status: 403, code: 'foreign_origin' });
    expect(await countUploads()).toBe(0);
  });

  it('cannot use a set-up link or sign a visitor in', async () => {
    const headers = { Origin: 'https://evil.example' };
    const body = { name: 'x', email: 'x@example.com', password: PASSWORD, token: 'x' };
    const accepted = await call(acceptInvitation, 'POST', { body, headers });
    expect(await refusal(accepted)).toEqual({ status: 403, code: 'foreign_origin' });
    expect((await signInAs('admin@example.com', PASSWORD, headers)).status).toBe(403);
  });

  it('is nobody to a request without an origin: programs do not send cookies', async () => {
    const request = new Request('http://localhost:3000/api/v1/uploads?filename=a.csv', {
      method: 'POST',
      headers: { Cookie: admin.cookie, Host: 'localhost:3000' },
      body: csv.raw,
    });
    const answer = await createUpload(request, { params: Promise.resolve({}) });
    expect(await refusal(answer)).toEqual({ status: 403, code: 'foreign_origin' });
  });

  it('is no matter for tokens, which no browser sends by itself, nor for a LAN address', async () => {
    const host = '192.168.1.20:3000';
    const headers = { Host: host, Origin: `http://${host}` };
    expect((await signInAs('admin@example.com', PASSWORD, headers)).status).toBe(200);
    const answer = await call(createUpload, 'POST', { ...csv, cookie: admin.cookie, headers });
    expect(answer.status).toBe(201);
  });
});

describe('who may do what', () => {
  it('lets nobody read without an account', async () => {
    const answer = await call(listUploads, 'GET');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(await refusal(answer)).toEqual({ status: 401, code: 'not_signed_in' });
  });

  it('never lets a wrong token through, even beside a good cookie', async () => {
    for (const token of [makeSecretToken('furrow_'), 'furrow_', 'x'.repeat(5000)]) {
      const answer = await call(listUploads, 'GET', { cookie: admin.cookie, token });
      expect(await refusal(answer)).toEqual({ status: 401, code: 'not_signed_in' });
    }
  });

  it('answers a viewer who writes alike whether the thing exists or not', async () => {
    const before = await countUploads();
    const upload = await call(createUpload, 'POST', { ...csv, cookie: viewer.cookie });
    expect(await refusal(upload)).toEqual({ status: 403, code: 'forbidden' });
    expect(await countUploads()).toBe(before);
    const existing = await api.context.db.prisma.upload.findFirstOrThrow();
    for (const id of [existing.id, '0197b1f0-0000-7000-8000-000000000000', 'nonsense']) {
      const answer = await call(deleteUpload, 'DELETE', { cookie: viewer.cookie, params: { id } });
      expect(await refusal(answer)).toEqual({ status: 403, code: 'forbidden' });
    }
  });

  it('answers unknown ids and texts that are no ids alike', async () => {
    for (const id of ['0197b1f0-0000-7000-8000-000000000000', 'nonsense', "' or 1=1", '../..']) {
      const answer = await call(startBatch, 'POST', { cookie: admin.cookie, params: { id } });
      expect(await refusal(answer)).toEqual({ status: 404, code: 'batch_not_found' });
    }
  });

  it('keeps metrics for the collector and administrators', async () => {
    expect((await call(metrics, 'GET')).status).toBe(401);
    expect((await call(metrics, 'GET', { token: `${METRICS_TOKEN}x` })).status).toBe(401);
    expect((await call(metrics, 'GET', { cookie: viewer.cookie })).status).toBe(401);
    const scraped = await call(metrics, 'GET', { token: METRICS_TOKEN });
    expect(await scraped.text()).toMatch(/^furrow_job_status\{state="pending"\} 0$/m);
  });
});

describe('guessing', () => {
  it('slows password guessing down per address, in the database', async () => {
    const guess = (address: string) =>
      signInAs('viewer@example.com', 'wrong password', { [CLIENT_ADDRESS_HEADER]: address });
    const statuses: number[] = [];
    for (let i = 0; i < 18; i += 1) statuses.push((await guess('203.0.113.5')).status);
    expect(statuses[0]).toBe(401);
    expect(statuses.at(-1)).toBe(429);
    expect((await guess('203.0.113.6')).status).toBe(401);
    expect(await api.context.db.prisma.rateLimit.count()).toBeGreaterThan(0);
  });
});

describe('requests that are not what they say', () => {
  it.each([
    ['no JSON', { raw: '{"role":', headers: { 'Content-Type': 'application/json' } }, 400, 'json_invalid'],
    [
      'another content type',
      { raw: 'role=admin', headers: { 'Content-Type': 'text/plain' } },
      415,
      'not_json',
    ],
    ['an unknown key', { body: { role: 'viewer', isAdmin: true } }, 422, 'request_invalid'],
    ['a NUL character', { body: { role: 'viewer', email: 'a\0@example.com' } }, 422, 'text_invalid'],
    ['more than 2 MB', { body: { role: 'x'.repeat(2_200_000) } }, 413, 'body_too_large'],
  ])('are refused: %s', async (_name, sent, status, code) => {
    const answer = await call(invite, 'POST', { cookie: admin.cookie, ...sent });
    expect(await refusal(answer)).toEqual({ status, code });
    expect(await api.context.db.prisma.invitation.count()).toBe(0);
  });

  it('never show a stack, whatever breaks inside', async () => {
    const { pool } = api.context.db;
    const query = pool.query;
    pool.query = () => Promise.reject(new Error('secret detail of the database'));
    try {
      const answer = await call(listWorkers, 'GET', { cookie: admin.cookie });
      const text = await answer.text();
      expect(answer.status).toBe(500);
      expect(text).not.toMatch(/secret detail|at .*\.ts/);
      expect(text).toContain(answer.headers.get('x-request-id') ?? 'none');
    } finally {
      pool.query = query;
    }
  });
});

describe('Idempotency-Key', () => {
  const upload = (key: string, filename = 'once.csv') =>
    call(createUpload, 'POST', {
      raw: csv.raw,
      query: { filename },
      cookie: admin.cookie,
      headers: { 'Idempotency-Key': key },
    });

  it('runs a request once and gives the first answer again', async () => {
    const before = await countUploads();
    const first = await upload('key-1');
    const second = await upload('key-1');
    expect(second.status).toBe(201);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect(await second.json()).toEqual(await first.json());
    expect(await countUploads()).toBe(before + 1);
    expect(await refusal(await upload('key-1', 'other.csv'))).toEqual({
      status: 422,
      code: 'idempotency_key_reused',
    });
  });

  it('runs it once even when both arrive together', async () => {
    const before = await countUploads();
    const answers = await Promise.all([upload('key-2'), upload('key-2'), upload('key-2')]);
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
    expect(await countUploads()).toBe(before + 1);
  });

  it('lets a refused request be repeated, and keeps no secret', async () => {
    const headers = { 'Idempotency-Key': 'key-3' };
    const wrong = { cookie: admin.cookie, headers, body: { role: 'nobody' } };
    expect((await call(invite, 'POST', wrong)).status).toBe(422);
    const right = { ...wrong, body: { role: 'viewer' } };
    const made = await call(invite, 'POST', right);
    const { token } = (await made.json()) as { token: string };
    expect(await refusal(await call(invite, 'POST', right))).toEqual({ status: 409, code: 'shown_once' });
    const kept = await api.context.db.prisma.idempotencyKey.findMany();
    expect(JSON.stringify(kept)).not.toContain(token);
  });
});
