import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST as shareBatch } from '@/app/api/v1/batches/[id]/shares/route';
import { GET as listBatches } from '@/app/api/v1/batches/route';
import { GET as getSharedFile } from '@/app/api/v1/shared/[token]/artifacts/[id]/route';
import { GET as exportShared } from '@/app/api/v1/shared/[token]/export/route';
import { GET as listSharedJobs } from '@/app/api/v1/shared/[token]/jobs/route';
import { GET as getSharedSummary } from '@/app/api/v1/shared/[token]/summary/route';
import { DELETE as revokeShare } from '@/app/api/v1/shares/[id]/route';
import type { ArtifactRecord } from '@/lib/domain/lane';
import { editRow } from '@/lib/services/jobs/edit-row';
import { forgetGuesses } from '@/lib/services/shares/forget-guesses';
import { addWorker } from '@/tests/support/attempt-records';
import { seedBatch } from '@/tests/support/seed-batch';
import { type Api, call, refusal, startApi } from './api-harness';
import { runRows, storeArtifact } from './run-rows';

/** What the links of this file hide: whatever is answered, no word of it may be there. None is made of hexadecimal digits, as ids are. */
const HIDDEN = /iban|GB02|GB99|passport|evil-|Anna Secret/i;
const PASSWORD = 'open sesame';

let api: Api;
let member: { cookie: string };
let batchId: string;
let otherId: string;
let picture: ArtifactRecord;

beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
  const { db, storage } = api.context;
  const file = { type: 'screenshot', name: 'evil-GB02.png', contentType: 'image/png', data: 'evil-picture' };
  picture = await storeArtifact(storage, file);
  batchId = await seedBatch(db, { rows: 2, cellSql: `'shown ' || n, 'GB02-' || n` });
  const { uploadId } = await db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } });
  await db.prisma.upload.update({ where: { id: uploadId }, data: { headers: ['name', 'IBAN'] } });
  const worker = await addWorker(db);
  await runRows(db, worker, ['completed', 'failed'], [picture]);
  const failureMessage = 'No account GB02-2 at https://bank.example/?no=GB02-2';
  await db.prisma.attempt.updateMany({ where: { batchId, rowIndex: 1 }, data: { failureMessage } });
  await db.prisma.batch.update({ where: { id: batchId }, data: { reasonText: 'Anna Secret saw GB02-2' } });
  await editRow(api.context, { batchId, rowIndex: 1, rowData: { IBAN: 'GB99-2' } });
  otherId = await seedBatch(db, { rows: 1 });
});
afterAll(() => api.close());

const post = (body: object, id = batchId) => call(shareBatch, 'POST', { ...member, params: { id }, body });
const share = async (body: object = { columns: ['name'] }, id = batchId) =>
  (await (await post(body, id)).json()) as { id: string; token: string };

interface Visit {
  readonly query?: Record<string, string>;
  readonly password?: string;
  readonly artifactId?: string;
}
const ROUTES = { summary: getSharedSummary, jobs: listSharedJobs, export: exportShared, file: getSharedFile };
const visit = (route: keyof typeof ROUTES, token: string, { query, password, artifactId }: Visit = {}) =>
  call(ROUTES[route], 'GET', {
    params: { token, id: artifactId ?? picture.id },
    ...(query ? { query } : {}),
    ...(password === undefined ? {} : { headers: { 'X-Share-Password': password } }),
  });
/** All that a link answers, as one text. */
const everything = async (token: string, more: Visit = {}) => {
  const answers = (Object.keys(ROUTES) as (keyof typeof ROUTES)[]).map(async (route) => {
    const answer = await visit(route, token, more);
    return `${[...answer.headers].join('\n')}\n${await answer.text()}`;
  });
  return (await Promise.all(answers)).join('\n');
};

describe('a link that nobody made', () => {
  it('opens nothing, however close it is, and leaves nothing behind', async () => {
    const { id, token } = await share();
    const { tokenHash } = await api.context.db.prisma.share.findUniqueOrThrow({ where: { id } });
    const last = token.endsWith('A') ? 'B' : 'A';
    const near = [
      token.slice(0, -1),
      token.slice(0, -1) + last,
      `${token}A`,
      token.toUpperCase(),
      ` ${token}`,
    ];
    const before = await api.context.db.prisma.rateLimit.count();
    for (const guess of [
      ...near,
      tokenHash,
      id,
      batchId,
      '',
      '*',
      '%',
      "' or 1=1",
      'x'.repeat(100_000),
      'a\0',
    ]) {
      for (const route of ['summary', 'jobs', 'export', 'file'] as const) {
        const answer = await visit(route, guess, { password: PASSWORD });
        expect(await refusal(answer)).toEqual({ status: 404, code: 'share_not_found' });
      }
    }
    expect(await api.context.db.prisma.rateLimit.count()).toBe(before);
  });

  it('is no token of the API, nor a cookie of somebody signed in', async () => {
    const { token } = await share({});
    expect((await call(listBatches, 'GET', { token })).status).toBe(401);
    expect((await call(listBatches, 'GET', { cookie: `furrow-share=${token}` })).status).toBe(401);
  });
});

describe('a link that is closed', () => {
  it.each([
    ['revoked', { columns: ['name'] }, 404, 'share_revoked'],
    ['expired', { columns: ['name'], expires_in: 60 }, 404, 'share_expired'],
    ['locked', { columns: ['name'], password: PASSWORD }, 403, 'share_password_needed'],
  ])('says that it is %s on every route, and nothing of what is behind', async (how, body, status, code) => {
    const { id, token } = await share(body);
    if (how === 'revoked') await call(revokeShare, 'DELETE', { ...member, params: { id } });
    if (how === 'expired') {
      await api.context.db.prisma.share.update({ where: { id }, data: { expiresAt: new Date(0) } });
    }
    for (const route of ['summary', 'jobs', 'export', 'file'] as const) {
      for (const password of [undefined, 'wrong']) {
        const answer = await visit(route, token, password ? { password } : {});
        expect(answer.status).toBe(status);
        const text = await answer.text();
        expect(JSON.parse(text).code).toBe(code);
        expect(text).not.toMatch(/shown|Seeded|seed\.csv|seeded|GB02|[0-9a-f]{8}-[0-9a-f]{4}-7/);
      }
    }
  });

  it('counts wrong passwords of all routes together; another link is not slowed down', async () => {
    const { token } = await share({ password: PASSWORD });
    const routes = ['summary', 'jobs', 'export', 'file'] as const;
    const codes: unknown[] = [];
    for (let guess = 0; guess < 21; guess += 1) {
      const answer = await visit(routes[guess % routes.length] ?? 'file', token, {
        password: `wrong ${guess}`,
      });
      codes.push((await refusal(answer)).code);
    }
    expect(codes.slice(0, 20)).toEqual(Array(20).fill('share_password_needed'));
    expect(codes[20]).toBe('too_many_attempts');
    // Also the right one is not told from wrong ones then.
    expect((await refusal(await visit('jobs', token, { password: PASSWORD }))).code).toBe(
      'too_many_attempts',
    );
    const other = await share({ password: PASSWORD });
    expect((await visit('jobs', other.token, { password: PASSWORD })).status).toBe(200);
  });
});

describe('a link that hides a column', () => {
  it('lets nothing of it out: cells, header, messages, what they were before an edit, names of files', async () => {
    const { token } = await share();
    const text = await everything(token);
    expect(text).toContain('shown 2');
    expect(text).toContain('No account ••• at https://bank.example/?no=•••');
    expect(text).not.toMatch(HIDDEN);
    // The control: a link to all columns does show it.
    expect(await everything((await share({ with_artifacts: true })).token)).toMatch(HIDDEN);
  });

  it.each([
    { search: 'GB99-2' },
    { q: 'GB99-2' },
    { filter: 'IBAN:GB99-2' },
    { key: 'GB99' },
    { output: 'IBAN=GB99' },
    { columns: 'name,IBAN' },
    { batch_id: '00000000-0000-7000-8000-000000000000' },
  ])('answers the same whatever is asked of it: %o', async (query) => {
    const { token } = await share();
    const items = async (more: Visit) => (await (await visit('jobs', token, more)).json()).items;
    expect(await items({ query })).toEqual(await items({}));
    expect(await everything(token, { query })).not.toMatch(HIDDEN);
  });

  it('cannot be sorted by what it hides, nor exported in formats that know all columns', async () => {
    const { token } = await share();
    for (const sort of ['IBAN', 'duration', '-status', 'row,IBAN']) {
      expect((await visit('jobs', token, { query: { sort } })).status).toBe(422);
    }
    for (const format of ['manifest', 'summary', 'failed', 'zip', 'pdf']) {
      expect((await visit('export', token, { query: { format } })).status).toBe(422);
    }
  });

  it('shows no files: a picture would show the column', async () => {
    const refused = await post({ columns: ['name'], with_artifacts: true });
    expect(await refusal(refused)).toEqual({ status: 422, code: 'files_show_hidden_columns' });
    // One that was made before this was refused.
    const { id, token } = await share();
    await api.context.db.prisma.share.update({ where: { id }, data: { withArtifacts: true } });
    expect(await everything(token)).not.toMatch(HIDDEN);
    expect((await visit('file', token)).status).toBe(404);
    const all = await share({ columns: ['IBAN', 'name'], with_artifacts: true });
    expect((await visit('file', all.token)).status).toBe(200);
  });
});

describe('ids of other things', () => {
  it('open nothing through a link: files, cursors', async () => {
    const { token } = await share({ with_artifacts: true }, otherId);
    expect(await refusal(await visit('file', token))).toEqual({ status: 404, code: 'artifact_not_found' });
    for (const artifactId of [batchId, 'nonsense', '../../etc/passwd', '']) {
      expect((await visit('file', token, { artifactId })).status).toBe(404);
    }
    const mine = await share();
    const page = await (await visit('jobs', mine.token, { query: { limit: '1' } })).json();
    expect(page.next_cursor).toEqual(expect.any(String));
    const cursor = { query: { cursor: page.next_cursor } };
    expect(await refusal(await visit('jobs', token, cursor))).toEqual({
      status: 422,
      code: 'cursor_invalid',
    });
  });
});

it('what was counted of guesses and visitors is forgotten a day later, and not before', async () => {
  const { prisma } = api.context.db;
  const { token } = await share();
  await visit('jobs', token);
  const count = await prisma.rateLimit.count();
  expect(count).toBeGreaterThan(0);
  await forgetGuesses(api.context);
  expect(await prisma.rateLimit.count()).toBe(count);
  await prisma.rateLimit.updateMany({ data: { lastRequest: BigInt(Date.now() - 25 * 3_600_000) } });
  await forgetGuesses(api.context);
  expect(await prisma.rateLimit.count()).toBe(0);
});
