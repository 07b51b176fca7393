import { afterAll, beforeAll, expect, it } from 'vitest';
import { DELETE as deleteBatch, GET as getBatch, PATCH as patchBatch } from '@/app/api/v1/batches/[id]/route';
import { agedBatch } from '@/tests/support/aged-batch';
import { type Api, call, refusal, startApi } from './api-harness';

let api: Api;
let member: { cookie: string };
let viewer: { cookie: string };
beforeAll(async () => {
  api = await startApi({ FURROW_RETENTION_DAYS: '30' });
  member = await api.signIn('member');
  viewer = await api.signIn('viewer');
});
afterAll(() => api.close());

it('says when a batch goes; who may write keeps it, and lets it go', async () => {
  const id = await agedBatch(api.context, { days: 1 });
  const { finishedAt } = await api.context.db.prisma.batch.findUniqueOrThrow({ where: { id } });
  const at = { params: { id } };
  const keep = (keep: unknown, who = member) => call(patchBatch, 'PATCH', { ...at, ...who, body: { keep } });
  const read = async () => (await call(getBatch, 'GET', { ...at, ...viewer })).json();
  const deletesAt = new Date((finishedAt?.getTime() ?? 0) + 30 * 24 * 3600_000).toISOString();
  expect(await read()).toMatchObject({ kept_at: null, deletes_at: deletesAt });

  expect(await refusal(await keep(true, viewer))).toMatchObject({ status: 403 });
  expect(await refusal(await keep('yes'))).toMatchObject({ status: 422 });
  const kept = await (await keep(true)).json();
  expect(kept).toMatchObject({ kept_at: expect.any(String), deletes_at: null });
  expect(await (await keep(true)).json()).toMatchObject({ kept_at: kept.kept_at });
  expect(await (await keep(false)).json()).toMatchObject({ kept_at: null, deletes_at: deletesAt });

  expect((await call(deleteBatch, 'DELETE', { ...at, ...member })).status).toBe(204);
  expect(await refusal(await keep(true))).toEqual({ status: 404, code: 'batch_not_found' });
});
