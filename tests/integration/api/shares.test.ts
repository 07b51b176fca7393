import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPreview } from '@/app/_batches/shared/read-preview';
import { GET as listShares, POST as shareBatch } from '@/app/api/v1/batches/[id]/shares/route';
import { GET as getSharedFile } from '@/app/api/v1/shared/[token]/artifacts/[id]/route';
import { GET as exportShared } from '@/app/api/v1/shared/[token]/export/route';
import { GET as listSharedJobs } from '@/app/api/v1/shared/[token]/jobs/route';
import { GET as getSharedSummary } from '@/app/api/v1/shared/[token]/summary/route';
import { DELETE as revokeShare } from '@/app/api/v1/shares/[id]/route';
import { CLIENT_ADDRESS_HEADER } from '@/lib/auth/client-address';
import type { ArtifactRecord } from '@/lib/domain/lane';
import { addWorker } from '@/tests/support/attempt-records';
import { seedBatch } from '@/tests/support/seed-batch';
import { type Api, call, refusal, startApi } from './api-harness';
import { runRows, storeArtifact } from './run-rows';

interface Shared {
  readonly id: string;
  readonly token: string;
}

let api: Api;
let member: { cookie: string };
let batchId: string;
let screenshot: ArtifactRecord;
let trace: ArtifactRecord;
beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
  const { db, storage } = api.context;
  screenshot = await storeArtifact(storage, {
    type: 'screenshot',
    name: 'end.png',
    contentType: 'image/png',
    data: 'picture',
  });
  trace = await storeArtifact(storage, {
    type: 'trace',
    name: 'trace.zip',
    contentType: 'application/zip',
    data: 'everything',
  });
  batchId = await seedBatch(db, { rows: 2 });
  await addSecretColumn(batchId);
  const worker = await addWorker(db);
  await runRows(db, worker, ['completed'], [screenshot, trace]);
  await runRows(db, worker, ['failed']);
  const failureMessage = 'No account 4111-222 for row 2';
  await db.prisma.attempt.updateMany({ where: { batchId, rowIndex: 1 }, data: { failureMessage } });
});
afterAll(() => api.close());

async function addSecretColumn(id: string): Promise<void> {
  const { pool, prisma } = api.context.db;
  const { uploadId } = await prisma.batch.findUniqueOrThrow({ where: { id } });
  await prisma.upload.update({ where: { id: uploadId }, data: { headers: ['name', 'account'] } });
  await pool.query(
    `update upload_row set cells = cells || array['4111-' || (row_index + 1) || repeat((row_index + 1)::text, 2)]
      where upload_id = $1`,
    [uploadId],
  );
}

/** More than four digits, which an id may have too. */
const ACCOUNT = /4111-(111|222)/;

async function share(body: object = {}): Promise<Shared> {
  const answer = await call(shareBatch, 'POST', { ...member, params: { id: batchId }, body });
  expect(answer.status).toBe(201);
  return (await answer.json()) as Shared;
}

const visit = (handler: typeof getSharedSummary, token: string, options: object = {}) =>
  call(handler, 'GET', { params: { token }, ...options });

describe('a shared link', () => {
  it('shows the batch to anybody who has it, and its token to nobody else', async () => {
    const { token } = await share();
    const summary = await (await visit(getSharedSummary, token)).json();
    expect(summary).toMatchObject({ batch_id: batchId, completed_jobs: 1, failed_jobs: 1, success_rate: 50 });
    const jobs = await (await visit(listSharedJobs, token)).json();
    expect(jobs.items[0].row_data).toEqual({ name: 'row 1', account: '4111-111' });
    const listed = await call(listShares, 'GET', { ...member, params: { id: batchId } });
    expect(await listed.text()).not.toContain(token);
  });

  it('shows only the chosen columns, in rows, messages and files', async () => {
    const { token } = await share({ columns: ['name'] });
    const jobs = await (await visit(listSharedJobs, token)).json();
    expect(jobs.items.map((job: { row_data: object }) => job.row_data)).toEqual([
      { name: 'row 1' },
      { name: 'row 2' },
    ]);
    expect(jobs.items[1].error_message).toBe('No account ••• for row 2');
    for (const format of ['csv', 'json', 'jsonl']) {
      const text = await (await visit(exportShared, token, { query: { format } })).text();
      expect(text).toContain('row 2');
      expect(text).not.toMatch(ACCOUNT);
    }
    const workbook = await visit(exportShared, token, { query: { format: 'xlsx' } });
    const [sheet] = await readWorkbook(Buffer.from(await workbook.arrayBuffer()));
    expect(JSON.stringify(sheet?.data)).toContain('row 2');
    expect(JSON.stringify(sheet?.data)).not.toMatch(ACCOUNT);
    const manifest = await visit(exportShared, token, { query: { format: 'manifest' } });
    expect(await refusal(manifest)).toEqual({ status: 422, code: 'request_invalid' });
  });

  it('shows files only when asked to, and never a trace', async () => {
    const plain = await share();
    const jobs = await (await visit(listSharedJobs, plain.token)).json();
    expect(jobs.items[0].artifacts).toEqual([]);
    const file = (token: string, id: string) => call(getSharedFile, 'GET', { params: { token, id } });
    expect((await file(plain.token, screenshot.id)).status).toBe(404);

    const open = await share({ with_artifacts: true });
    const [job] = (await (await visit(listSharedJobs, open.token)).json()).items;
    expect(job.artifacts.map((artifact: { type: string }) => artifact.type)).toEqual(['screenshot']);
    expect(job.artifacts[0].path).toBe(`/api/v1/shared/${open.token}/artifacts/${screenshot.id}`);
    expect(await (await file(open.token, screenshot.id)).text()).toBe('picture');
    expect((await file(open.token, trace.id)).status).toBe(404);
  });

  it('opens nothing of another batch', async () => {
    const other = await seedBatch(api.context.db, { rows: 1 });
    const answer = await call(shareBatch, 'POST', {
      ...member,
      params: { id: other },
      body: { with_artifacts: true },
    });
    const { token } = (await answer.json()) as Shared;
    const file = await call(getSharedFile, 'GET', { params: { token, id: screenshot.id } });
    expect(await refusal(file)).toEqual({ status: 404, code: 'artifact_not_found' });
  });

  it('ends when it is revoked or expires', async () => {
    const gone = await share();
    expect((await call(revokeShare, 'DELETE', { ...member, params: { id: gone.id } })).status).toBe(204);
    const late = await share({ expires_in: 60 });
    await api.context.db.prisma.share.update({ where: { id: late.id }, data: { expiresAt: new Date(0) } });
    for (const [token, code] of [
      [gone.token, 'share_revoked'],
      [late.token, 'share_expired'],
      ['x'.repeat(43), 'share_not_found'],
    ] as const) {
      for (const handler of [getSharedSummary, listSharedJobs, exportShared]) {
        expect(await refusal(await visit(handler, token))).toEqual({ status: 404, code });
      }
    }
  });

  it('asks for its password, and lets nobody try for long', async () => {
    const { token } = await share({ password: 'open sesame' });
    const withPassword = (password: string) =>
      visit(getSharedSummary, token, { headers: { 'X-Share-Password': password } });
    expect(await refusal(await visit(getSharedSummary, token))).toEqual({
      status: 403,
      code: 'share_password_needed',
    });
    expect((await withPassword('open sesame')).status).toBe(200);
    const codes: unknown[] = [];
    // A page that renews itself sends the right one again and again.
    for (let i = 0; i < 25; i += 1) expect((await withPassword('open sesame')).status).toBe(200);
    for (let i = 0; i < 21; i += 1) codes.push((await refusal(await withPassword('wrong'))).code);
    expect(codes[19]).toBe('share_password_needed');
    expect(codes[0]).toBe('share_password_needed');
    expect(codes.at(-1)).toBe('too_many_attempts');
  });

  it('shows a preview of its name and counts, and none of what needs a password or has ended', async () => {
    const { token } = await share({ columns: ['name'] });
    const { name } = await api.context.db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } });
    const description = '2 of 2 rows done, 1 completed, 1 failed';
    expect(await readPreview(token)).toEqual({ title: name, description });
    const locked = await share({ password: 'open sesame' });
    const gone = await share();
    await call(revokeShare, 'DELETE', { ...member, params: { id: gone.id } });
    for (const closed of [locked, gone, { token: 'x'.repeat(43) }]) {
      expect(await readPreview(closed.token)).toBeNull();
    }
  });

  it('is in the audit once an hour for each visitor, and not by who was refused', async () => {
    const { id, token } = await share();
    const from = (address: string) => ({ headers: { [CLIENT_ADDRESS_HEADER]: address } });
    for (const address of ['192.0.2.1', '192.0.2.1', '192.0.2.2']) {
      expect((await visit(listSharedJobs, token, from(address))).status).toBe(200);
    }
    const views = (entityId: string) =>
      api.context.db.prisma.auditEvent.findMany({ where: { action: 'share.view', entityId } });
    expect(await views(id)).toMatchObject([
      { actorType: 'share', actorId: id, batchId },
      { actorType: 'share', actorId: id, batchId },
    ]);
    expect(
      JSON.stringify(await views(id), (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
    ).not.toContain('192.0');
    const locked = await share({ password: 'open sesame' });
    expect((await visit(listSharedJobs, locked.token)).status).toBe(403);
    expect(await views(locked.id)).toEqual([]);
  });

  it('cannot be made of columns the file does not have, nor by a viewer', async () => {
    const body = { columns: ['name', 'nope'] };
    const wrong = await call(shareBatch, 'POST', { ...member, params: { id: batchId }, body });
    expect(await refusal(wrong)).toEqual({ status: 422, code: 'unknown_columns' });
    const viewer = await api.signIn('viewer');
    const refused = await call(shareBatch, 'POST', { ...viewer, params: { id: batchId }, body: {} });
    expect(await refusal(refused)).toEqual({ status: 403, code: 'forbidden' });
  });
});
