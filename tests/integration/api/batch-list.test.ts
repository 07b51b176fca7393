import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCopiedDraft } from '@/app/_batches/new/read-copied-draft';
import { POST as archiveBatch } from '@/app/api/v1/batches/[id]/archive/route';
import { POST as retryBatch } from '@/app/api/v1/batches/[id]/retry/route';
import { PATCH as changeBatch } from '@/app/api/v1/batches/[id]/route';
import { POST as unarchiveBatch } from '@/app/api/v1/batches/[id]/unarchive/route';
import { GET as listChoices } from '@/app/api/v1/batches/choices/route';
import { GET as listBatches } from '@/app/api/v1/batches/route';
import { finishBatchIfDone } from '@/lib/db/sql/finish-batch';
import { batchListItemSchema } from '@/lib/domain/wire/batch';
import { addWorker } from '@/tests/support/attempt-records';
import { seedBatch } from '@/tests/support/seed-batch';
import { type Api, call, refusal, startApi } from './api-harness';
import { runRows } from './run-rows';

let api: Api;
let member: { cookie: string };
let ended: string;
let open: string;

beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
  ended = await seedBatch(api.context.db, { rows: 1, settings: { key_column: 'name', canary: 1 } });
  await runRows(api.context.db, await addWorker(api.context.db), ['failed']);
  await finishBatchIfDone(api.context.db.pool, ended);
  open = await seedBatch(api.context.db, { rows: 1 });
  await api.context.db.prisma.batch.update({ where: { id: open }, data: { ownerName: 'Ada' } });
});
afterAll(() => api.close());

const at = (id: string) => ({ ...member, params: { id } });
const idsOf = async (query: Record<string, string> = {}) => {
  const answer = await (await call(listBatches, 'GET', { ...member, query })).json();
  return answer.items.map((item: unknown) => batchListItemSchema.parse(item).id);
};

describe('the list of batches', () => {
  it('is filtered by tag, owner, automation and name, all together', async () => {
    const tags = [' Q2 ', 'orders', 'q2'];
    const answer = await call(changeBatch, 'PATCH', { ...at(ended), body: { tags } });
    expect(await answer.json()).toMatchObject({ name: 'Seeded', tags: ['Q2', 'orders'] });
    expect(await idsOf({ tag: 'Q2' })).toEqual([ended]);
    expect(await idsOf({ tag: 'Q2', owner: 'Ada' })).toEqual([]);
    expect(await idsOf({ owner: 'Ada' })).toEqual([open]);
    expect(await idsOf({ automation: 'seeded', q: 'see' })).toEqual([open, ended]);
    expect(await idsOf({ automation: 'other' })).toEqual([]);
    expect(await (await call(listChoices, 'GET', member)).json()).toEqual({
      automations: [{ name: 'seeded', title: 'Seeded' }],
      owners: ['Ada', 'test'],
      tags: ['Q2', 'orders'],
    });
  });

  it('shows only batches with unconfirmed rows', async () => {
    expect(await idsOf({ unconfirmed: 'true' })).toEqual([]);
    await runRows(api.context.db, await addWorker(api.context.db), ['unconfirmed']);
    expect(await idsOf({ unconfirmed: 'true' })).toEqual([open]);
    expect(await idsOf({ unconfirmed: 'false' })).toEqual([open, ended]);
    expect(await idsOf({ unconfirmed: 'true', owner: 'test' })).toEqual([]);
  });

  it('refuses tags that nobody could type or see', async () => {
    for (const tags of [['a,b'], [''], ['x'.repeat(41)], ['a\u0007']]) {
      const answer = await call(changeBatch, 'PATCH', { ...at(open), body: { tags } });
      expect(answer.status, String(tags)).toBe(422);
    }
  });

  it('leaves archived batches out until asked; one that runs again is back', async () => {
    const refused = await call(archiveBatch, 'POST', at(open));
    expect(await refusal(refused)).toEqual({ status: 409, code: 'batch_state_conflict' });
    await call(archiveBatch, 'POST', at(ended));
    expect(await idsOf()).toEqual([open]);
    expect(await idsOf({ archived: 'only' })).toEqual([ended]);
    expect(await idsOf({ archived: 'include', limit: '1' })).toEqual([open]);
    await call(unarchiveBatch, 'POST', at(ended));
    expect(await idsOf()).toEqual([open, ended]);
    await call(archiveBatch, 'POST', at(ended));
    await call(retryBatch, 'POST', { ...at(ended), body: { status: 'failed' } });
    expect(await idsOf()).toEqual([open, ended]);
  });
});

it('a batch is made again with its file, automation, bindings and settings', async () => {
  const copied = await readCopiedDraft(api.context, ended);
  expect(copied?.draft).toMatchObject({ automation: 'seeded', keyColumn: 'name', settings: { canary: 1 } });
  expect(copied?.draft.settings).not.toHaveProperty('key_column');
  expect(await readCopiedDraft(api.context, 'no-such-batch')).toBeNull();
});
