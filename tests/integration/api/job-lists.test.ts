import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as getNeighbours } from '@/app/api/v1/batches/[id]/jobs/[row_index]/neighbours/route';
import { GET as listJobs } from '@/app/api/v1/batches/[id]/jobs/route';
import { POST as retryBatch } from '@/app/api/v1/batches/[id]/retry/route';
import { insertJobKeys } from '@/lib/db/sql/job-keys';
import { JOB_SORTS } from '@/lib/domain/job-sort';
import { JOB_STATES, type JobState } from '@/lib/domain/job-state';
import { jobNeighboursSchema } from '@/lib/domain/wire/job-neighbours';
import { type JobPageJson, jobPageSchema } from '@/lib/domain/wire/job-page';
import { addWorker } from '@/tests/support/attempt-records';
import { seedBatch } from '@/tests/support/seed-batch';
import { type Api, call, refusal, startApi } from './api-harness';
import { runRows } from './run-rows';

const ROWS = 40;

let api: Api;
let member: { cookie: string };
let id: string;

beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
  const { db } = api.context;
  const worker = await addWorker(db);
  id = await seedBatch(db, {
    rows: ROWS,
    cellSql: `'K' || lpad((n % 7)::text, 2, '0') || '-' || n`,
    settings: { key_column: 'name' },
  });
  await insertJobKeys(db.pool, id);
  const states = Array.from(
    { length: 32 },
    (_, n) => (['completed', 'failed', 'unconfirmed'] as const)[n % 3],
  );
  await runRows(
    db,
    worker,
    states.map((state) => state ?? 'completed'),
  );
  // Ends, durations and attempts in an order that is not the file's, with ties.
  await db.pool.query(
    `update job set ended_at = timestamptz '2026-01-01' + ((row_index * 7) % 11) * interval '1 millisecond',
                    duration_ms = nullif((row_index * 5) % 9, 0),
                    attempt_count = case when row_index % 4 = 1 then 3 else attempt_count end
      where batch_id = $1 and ended_at is not null`,
    [id],
  );
});
afterAll(() => api.close());

type Query = Record<string, string>;

async function page(query: Query): Promise<JobPageJson> {
  const answer = await call(listJobs, 'GET', { ...member, params: { id }, query });
  return jobPageSchema.parse(await answer.json());
}

/** All rows of a list, read in pages. */
async function all(query: Query, limit = 7): Promise<JobPageJson['items']> {
  const items: JobPageJson['items'] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const next = await page({ ...query, limit: String(limit), ...(cursor ? { cursor } : {}) });
    items.push(...next.items);
    cursor = next.next_cursor;
  }
  return items;
}

const rows = (items: JobPageJson['items']) => items.map((item) => item.row_index);
const has = (states: readonly JobState[]) => (item: JobPageJson['items'][number]) =>
  states.includes(item.status);

/** The order that a sort promises, from all rows in the order of the file. */
function sorted(items: JobPageJson['items'], sort: string): number[] {
  const key = sort.replace('-', '');
  const sign = sort.startsWith('-') ? -1 : 1;
  const open = items.filter((item) => item.completed_at === null);
  const ended = items.filter((item) => item.completed_at !== null);
  if (key === 'row') return rows([...items].sort((a, b) => sign * (a.row_index - b.row_index)));
  if (key === 'status') {
    const order = (item: JobPageJson['items'][number]) => JOB_STATES.indexOf(item.status);
    return rows([...items].sort((a, b) => sign * (order(a) - order(b)) || a.row_index - b.row_index));
  }
  const value = (item: JobPageJson['items'][number]) =>
    key === 'ended'
      ? Date.parse(item.completed_at ?? '')
      : key === 'duration'
        ? (item.duration_ms ?? 0)
        : item.attempts;
  const inOrder = ended.sort((a, b) => sign * (value(a) - value(b) || a.row_index - b.row_index));
  return rows([...inOrder, ...open]);
}

describe('the sort of a list of jobs', () => {
  it.each([...JOB_SORTS])('%s: every row once, whatever the pages, also filtered', async (sort) => {
    const inFile = await all({}, 500);
    expect(rows(inFile)).toEqual(Array.from({ length: ROWS }, (_, n) => n));
    expect(rows(await all({ sort }))).toEqual(sorted(inFile, sort));
    const some = await all({ sort, status: 'failed,pending,completed', from_row: '3', to_row: '36' }, 5);
    const wanted = inFile.filter(
      (item) => has(['failed', 'pending', 'completed'])(item) && item.row_index >= 3 && item.row_index <= 36,
    );
    expect(rows(some)).toEqual(sorted(wanted, sort));
    const group = inFile.find(has(['failed']))?.group ?? '';
    const inGroup = inFile.filter((item) => item.group === group);
    expect(inGroup.length).toBeGreaterThan(10);
    expect(rows(await all({ sort, group }, 4))).toEqual(sorted(inGroup, sort));
  });

  it('refuses a cursor of another filter, sort or batch', async () => {
    const { next_cursor } = await page({ sort: '-duration', status: 'failed', limit: '2' });
    const cursor = next_cursor ?? '';
    const ask = (query: Query) => call(listJobs, 'GET', { ...member, params: { id }, query });
    expect((await ask({ sort: '-duration', status: 'failed', cursor })).status).toBe(200);
    for (const query of [
      { sort: 'duration', status: 'failed', cursor },
      { sort: '-duration', status: 'completed', cursor },
      { sort: '-duration', status: 'failed', q: 'x', cursor },
      { sort: '-duration', cursor },
    ] satisfies Query[]) {
      expect(await refusal(await ask(query))).toEqual({ status: 422, code: 'cursor_invalid' });
    }
  });
});

describe('the filter of a list of jobs', () => {
  it('finds rows by what their key begins with, in every sort', async () => {
    const wanted = (await all({}, 500)).filter((item) => item.row_data.name?.startsWith('K03'));
    expect(wanted.length).toBeGreaterThan(3);
    expect(rows(await all({ key: 'K03' }, 2))).toEqual(rows(wanted));
    expect(rows(await all({ key: 'K03', sort: '-ended' }, 2))).toEqual(sorted(wanted, '-ended'));
    expect(rows(await all({ key: 'k03' }))).toEqual([]);
    expect(rows(await all({ key: 'K__' }))).toEqual([]);
  });

  it('says that a batch without a key column has no keys', async () => {
    const other = await seedBatch(api.context.db, { rows: 2 });
    const answer = await call(listJobs, 'GET', { ...member, params: { id: other }, query: { key: 'r' } });
    expect(await refusal(answer)).toEqual({ status: 422, code: 'no_key_column' });
  });

  it('finds rows by the value of an output, beside everything else', async () => {
    const inFile = await all({}, 500);
    const [first] = inFile;
    const name = first?.row_data.name ?? '';
    expect(rows(await all({ 'output.name': name }))).toEqual([0]);
    expect(rows(await all({ 'output.name': name, status: 'failed' }))).toEqual([]);
    expect(rows(await all({ 'output.name': 'nobody' }))).toEqual([]);
    expect(rows(await all({ 'output.other': name }))).toEqual([]);
  });

  it('says how many rows it looked at where no index helps', async () => {
    const found = await page({ q: 'k03', limit: '2' });
    // The second hit is row 10 (index 9).
    expect(found).toMatchObject({ searched_rows: 10, items: [{ row_index: 2 }, { row_index: 9 }] });
    const rest = await page({ q: 'k03', limit: '10', cursor: found.next_cursor ?? '' });
    expect(rest).toMatchObject({ searched_rows: 30, next_cursor: null });
    expect((await page({ status: 'failed' })).searched_rows).toBeNull();
  });
});

describe('a retry of what a list shows', () => {
  const retry = async (body: object) => {
    const answer = await call(retryBatch, 'POST', { ...member, params: { id }, body });
    return (await answer.json()).retried as number;
  };
  /** The rows that a retry of this list must take, each put back by the call before. */
  const failedOf = async (query: Query) =>
    (await all({ ...query, status: 'failed' })).map((item) => item.row_index);

  it('takes the rows that the same filter shows, but those named, and no other', async () => {
    const others = await failedOf({ key: 'K05' });
    const byKey = await failedOf({ key: 'K01' });
    expect(byKey).toHaveLength(2);
    expect(await retry({ key: 'K01', except_rows: byKey.slice(0, 1) })).toBe(1);
    expect(await failedOf({ key: 'K01' })).toEqual(byKey.slice(0, 1));

    const [last = -1] = (await failedOf({ q: 'k02' })).slice(-1);
    expect(await retry({ q: 'k02', from_row: last, status: 'failed' })).toBe(1);
    expect(await failedOf({ q: 'k02', from_row: String(last) })).toEqual([]);

    const [read = -1, ...rest] = await failedOf({ key: 'K03' });
    const output = { name: 'read before it failed' };
    await api.context.db.pool.query('update attempt set output = $3 where batch_id = $1 and row_index = $2', [
      id,
      read,
      output,
    ]);
    expect(await retry({ output: { name: 'nobody' } })).toBe(0);
    expect(await retry({ output })).toBe(1);
    expect(await failedOf({ key: 'K03' })).toEqual(rest);
    expect(await failedOf({ key: 'K05' })).toEqual(others);
  });

  it('refuses a key where the batch has none', async () => {
    const other = await seedBatch(api.context.db, { rows: 2 });
    const answer = await call(retryBatch, 'POST', { ...member, params: { id: other }, body: { key: 'K' } });
    expect(await refusal(answer)).toEqual({ status: 422, code: 'no_key_column' });
  });
});

describe('the rows beside a row', () => {
  const ask = (row: number, query: Query) =>
    call(getNeighbours, 'GET', { ...member, params: { id, row_index: String(row) }, query });
  const beside = async (row: number, query: Query) => {
    const { previous, next } = jobNeighboursSchema.parse(await (await ask(row, query)).json());
    return [previous.row_index, next.row_index];
  };

  it.each([...JOB_SORTS])('%s: are those of the list, also filtered', async (sort) => {
    for (const query of [{ sort }, { sort, status: 'failed,pending' }, { sort, key: 'K03' }]) {
      const list = rows(await all(query, 500));
      // First and last, and some between: rows that have ended and rows that have not.
      for (const at of [0, 7, 11, list.length - 1].filter((place) => place < list.length)) {
        const wanted = [list[at - 1] ?? null, list[at + 1] ?? null];
        expect(await beside(list[at] ?? -1, query)).toEqual(wanted);
      }
    }
  });

  it('of a row that no longer matches are those of its place', async () => {
    const query = { status: 'failed' };
    const failed = rows(await all(query, 500));
    expect(await beside(3, query)).toEqual([failed[0], failed[1]]);
    expect(failed.slice(0, 2)).toEqual([1, 4]);
    expect(await beside(3, { ...query, sort: 'status' })).toEqual([null, failed[0]]);
  });

  it('says that a row is not there, and that a batch has no keys', async () => {
    expect(await refusal(await ask(999, {}))).toEqual({ status: 404, code: 'job_not_found' });
    const other = await seedBatch(api.context.db, { rows: 2 });
    const params = { id: other, row_index: '0' };
    const answer = await call(getNeighbours, 'GET', { ...member, params, query: { key: 'r' } });
    expect(await refusal(answer)).toEqual({ status: 422, code: 'no_key_column' });
  });
});
