import { afterAll, beforeAll, expect, it } from 'vitest';
import { GET as follow } from '@/app/api/v1/notifications/events/route';
import { POST as markRead } from '@/app/api/v1/notifications/read/route';
import { GET as list, PATCH as prefer } from '@/app/api/v1/notifications/route';
import { type NotificationJson, notificationsSchema } from '@/lib/domain/wire/notification';
import { seedBatch } from '@/tests/support/seed-batch';
import { type Api, call, startApi } from './api-harness';

let api: Api;
let reader: { cookie: string; userId: string };
let other: { cookie: string; userId: string };
beforeAll(async () => {
  api = await startApi();
  reader = await api.signIn('viewer', 'reader');
  other = await api.signIn('member', 'other');
});
afterAll(() => api.close());

const read = async (who: { cookie: string }, query: Record<string, string> = {}) =>
  notificationsSchema.parse(await (await call(list, 'GET', { cookie: who.cookie, query })).json());
const markAs = (who: { cookie: string }, ids: readonly string[] | 'all') =>
  call(markRead, 'POST', { cookie: who.cookie, body: { ids } });
const shownOf = ({ batch, text, is_read }: NotificationJson) => [batch.id, text, is_read];

/** A batch that the breaker has paused. */
async function pausedBatch(ownerId?: string): Promise<string> {
  const { db } = api.context;
  const id = await seedBatch(db, { rows: 1, ...(ownerId === undefined ? {} : { ownerId }) });
  await db.pool.query(`update batch set state = 'paused', reason = 'breaker' where id = $1`, [id]);
  return id;
}

it('tells each person of events, remembers what each has read, and of no tries', async () => {
  expect(await read(reader)).toMatchObject({ items: [], unread_count: 0, only_own: false });
  const first = await pausedBatch(reader.userId);
  const second = await pausedBatch();
  const { db } = api.context;
  const tried = await pausedBatch();
  await db.prisma.batch.update({ where: { id: tried }, data: { kind: 'try' } });
  const paused = 'was paused: too many rows fail';
  const before = await read(reader);
  expect(before.items.map(shownOf)).toEqual([
    [second, paused, false],
    [first, paused, false],
  ]);
  expect(before.unread_count).toBe(2);
  expect(before.items[0]?.batch.url).toContain(`/batches/${second}`);

  expect((await markAs(reader, [before.items[1]?.id ?? ''])).status).toBe(204);
  expect((await read(reader)).items.map(({ is_read }) => is_read)).toEqual([false, true]);
  expect((await read(other)).unread_count).toBe(2);
  await markAs(reader, 'all');
  await markAs(reader, 'all');
  expect(await read(reader)).toMatchObject({ unread_count: 0 });
  // What happened before somebody came is no news to them.
  const late = await api.signIn('member', 'late');
  expect((await read(late)).items).toHaveLength(2);
  expect((await read(late)).unread_count).toBe(0);

  const own = await call(prefer, 'PATCH', { cookie: reader.cookie, body: { only_own: true } });
  expect(own.status).toBe(204);
  expect(await read(reader)).toMatchObject({ only_own: true, items: [{ batch: { id: first } }] });
  expect((await read(other)).items).toHaveLength(2);
});

it('is read page by page, and refuses what is no list of it', async () => {
  const page = await read(other, { limit: '1' });
  const next = await read(other, { limit: '1', cursor: page.next_cursor ?? '' });
  expect([...page.items, ...next.items].map(({ id }) => id)).toEqual(
    (await read(other)).items.map(({ id }) => id),
  );
  expect(next.next_cursor).toBeNull();
  expect((await call(list, 'GET', { query: {} })).status).toBe(401);
  expect((await markAs(other, ['no id'])).status).toBe(422);
  // Of another list, or made up.
  const cursor = Buffer.from(JSON.stringify([1, 'x; drop'])).toString('base64url');
  expect((await call(list, 'GET', { cookie: other.cookie, query: { cursor } })).status).toBe(422);
});

it('says on a stream that there is news, without anybody asking', async () => {
  const response = await call(follow, 'GET', { cookie: other.cookie });
  const stream = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let told = '';
  const until = async (text: string) => {
    while (!told.includes(text)) {
      const { value, done } = (await stream?.read()) ?? { done: true };
      if (done) throw new Error(`The stream ended after ${told}`);
      told += value;
    }
  };
  await until('event: hello');
  // The connection to the database has just been made: something may have happened before.
  await until('event: news');
  const id = await pausedBatch();
  told = '';
  await until('event: news');
  expect((await read(other)).items[0]?.batch.id).toBe(id);
  await stream?.cancel();
});
