import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as watchBatch } from '@/app/api/v1/batches/[id]/events/route';
import { GET as listGroups } from '@/app/api/v1/batches/[id]/groups/route';
import { POST as resolveJob } from '@/app/api/v1/batches/[id]/jobs/[row_index]/resolve/route';
import { PATCH as editRow, GET as getJob } from '@/app/api/v1/batches/[id]/jobs/[row_index]/route';
import { GET as listJobs } from '@/app/api/v1/batches/[id]/jobs/route';
import { POST as pauseBatch } from '@/app/api/v1/batches/[id]/pause/route';
import { POST as resumeBatch } from '@/app/api/v1/batches/[id]/resume/route';
import { POST as retryBatch } from '@/app/api/v1/batches/[id]/retry/route';
import { GET as getBatch } from '@/app/api/v1/batches/[id]/route';
import { POST as startBatch } from '@/app/api/v1/batches/[id]/start/route';
import { POST as stopBatch } from '@/app/api/v1/batches/[id]/stop/route';
import { GET as listWorkers } from '@/app/api/v1/workers/route';
import { batchListItemSchema } from '@/lib/domain/wire/batch';
import { jobSchema } from '@/lib/domain/wire/job';
import { jobDetailSchema } from '@/lib/domain/wire/job-detail';
import { addWorker, PAGE_ERROR } from '@/tests/support/attempt-records';
import { seedBatch } from '@/tests/support/seed-batch';
import { type Api, call, refusal, startApi } from './api-harness';
import { runRows } from './run-rows';

let api: Api;
let member: { cookie: string };
let worker: string;
beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
  worker = await addWorker(api.context.db);
});
afterAll(() => api.close());

const json = async (response: Promise<Response>) => (await response).json();

describe('a batch', () => {
  let id: string;
  const at = (row: number) => ({ ...member, params: { id, row_index: String(row) } });
  const of = (query: Record<string, string> = {}) => ({ ...member, params: { id }, query });

  beforeAll(async () => {
    id = await seedBatch(api.context.db, { rows: 6 });
    await runRows(api.context.db, worker, ['completed', 'failed', 'unconfirmed', 'failed']);
  });

  it('shows its counts and the buckets of its field', async () => {
    const batch = batchListItemSchema.parse(await json(call(getBatch, 'GET', of())));
    expect(batch.counts).toEqual({
      pending: 2,
      running: 0,
      completed: 1,
      failed: 2,
      stopped: 0,
      unconfirmed: 1,
    });
    expect(batch.buckets).toHaveLength(6);
    expect(batch.url).toBe(`http://localhost:3000/batches/${id}`);
  });

  it('lists its jobs in file order, page by page, filtered', async () => {
    const first = await json(call(listJobs, 'GET', of({ limit: '2' })));
    const second = await json(call(listJobs, 'GET', of({ limit: '2', cursor: first.next_cursor })));
    const items = [...first.items, ...second.items].map((item) => jobSchema.parse(item));
    expect(items.map((item) => item.row_index)).toEqual([0, 1, 2, 3]);
    expect(items[1]).toMatchObject({
      job_id: `${items[1]?.run_id}_0002`,
      row_data: { name: 'row 2' },
      line_number: 3,
      status: 'failed',
      error_code: 'not_there',
      attempts: 1,
    });
    const failed = await json(call(listJobs, 'GET', of({ status: 'failed,unconfirmed', sort: '-row' })));
    expect(failed.items.map((item: { row_index: number }) => item.row_index)).toEqual([3, 2, 1]);
    const found = await json(call(listJobs, 'GET', of({ q: 'ROW 5' })));
    expect(found.items.map((item: { row_index: number }) => item.row_index)).toEqual([4]);
    const forged = await call(listJobs, 'GET', of({ cursor: 'nonsense' }));
    expect(await refusal(forged)).toEqual({ status: 422, code: 'cursor_invalid' });
  });

  it('shows one job with its attempts', async () => {
    const job = jobDetailSchema.parse(await json(call(getJob, 'GET', at(1))));
    expect(job.attempt_list).toHaveLength(1);
    expect(job.attempt_list[0]).toMatchObject({ state: 'failed', failure: { code: 'not_there', step: 2 } });
    const error = {
      ...PAGE_ERROR,
      text: PAGE_ERROR.text.replace('\0', '\ufffd'),
      status: null,
      method: null,
    };
    expect(job.attempt_list[0]?.page_errors).toEqual([error]);
    for (const row_index of ['99', '-1', '1.5', 'x', '99999999999']) {
      const answer = await call(getJob, 'GET', { ...member, params: { id, row_index } });
      expect(answer.status).toBe(404);
    }
  });

  it('puts failures that look alike into one group', async () => {
    const { items } = await json(call(listGroups, 'GET', of()));
    expect(items).toMatchObject([{ code: 'not_there', count: 3, first_row: 1, last_row: 3 }]);
  });

  it('lets a person decide an unconfirmed row, once', async () => {
    const decide = () => call(resolveJob, 'POST', { ...at(2), body: { status: 'completed' } });
    const job = jobDetailSchema.parse(await json(decide()));
    expect(job.status).toBe('completed');
    expect(job.history.map((event) => [event.actor.name, event.action])).toEqual([['member', 'job.resolve']]);
    expect(await refusal(await decide())).toEqual({ status: 409, code: 'job_state_conflict' });
  });

  it('takes edits of a row, and says which column is unknown', async () => {
    const edit = (row_data: object) => call(editRow, 'PATCH', { ...at(1), body: { row_data } });
    expect((await json(edit({ name: 'mended' }))).row_data).toEqual({ name: 'mended' });
    expect(await refusal(await edit({ nmae: 'x' }))).toEqual({ status: 422, code: 'unknown_columns' });
  });

  it('pauses and resumes, and refuses what its state does not allow', async () => {
    expect(await json(call(pauseBatch, 'POST', of()))).toMatchObject({ status: 'paused', reason: 'person' });
    const again = await call(pauseBatch, 'POST', of());
    expect(await refusal(again)).toEqual({ status: 409, code: 'batch_state_conflict' });
    expect(await json(call(resumeBatch, 'POST', of()))).toMatchObject({ status: 'running' });
  });

  it('retries what failed with the settings asked for, and refuses wrong ones', async () => {
    const retry = (body: object) => call(retryBatch, 'POST', { ...of(), body });
    for (const [body, message] of [
      [{ max_retries: -1 }, 'max_retries must be >= 0'],
      [{ retry_delay: 0 }, 'retry_delay must be > 0'],
      [{ backoff_factor: 1 }, 'backoff_factor must be > 1.0'],
      [{ max_retry_delay: 0 }, 'max_retry_delay must be > 0'],
      [{ job_ids: [] }, 'job_ids must be a non-empty list'],
    ] as const) {
      const answer = await retry(body);
      expect(answer.status).toBe(422);
      expect((await answer.json()).detail).toContain(message);
    }
    const result = await json(retry({ status: 'failed', max_retries: 1, retry_delay: 2 }));
    expect(result).toMatchObject({
      batch_id: id,
      total_requested: 2,
      retried: 2,
      max_retries: 1,
      retry_delay: 2,
    });
    expect(result.retry_details[0]).toMatchObject({
      original_status: 'failed',
      original_error: 'Button not found',
    });
  });

  it('stops: pending rows at once, ended ones untouched', async () => {
    expect(await json(call(stopBatch, 'POST', of()))).toEqual({
      batch_id: id,
      stopped_jobs: 4,
      unaffected_jobs: 2,
      total_jobs: 6,
    });
    expect(await json(call(getBatch, 'GET', of()))).toMatchObject({ status: 'finished', outcome: 'stopped' });
  });
});

describe('events', () => {
  it('begin with a snapshot, tell of changes, and end with the client', async () => {
    const id = await seedBatch(api.context.db, { rows: 3 });
    const client = new AbortController();
    const request = new Request('http://localhost:3000/api/v1/batches/x/events', {
      headers: { Cookie: member.cookie, Host: 'localhost:3000' },
      signal: client.signal,
    });
    const response = await watchBatch(request, { params: Promise.resolve({ id }) });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
    const events = readEvents(response);
    expect(await next(events)).toMatchObject({ name: 'snapshot', data: { id, counts: { pending: 3 } } });

    await runRows(api.context.db, worker, ['completed']);
    const progress = await nextWhere(events, ({ name, data }) => {
      return name === 'progress' && (data as { counts: { completed: number } }).counts.completed === 1;
    });
    expect((progress.data as { buckets: unknown[] }).buckets).toHaveLength(1);
    expect(await next(events)).toEqual({ name: 'job', data: { rows: [0] } });

    await call(pauseBatch, 'POST', { ...member, params: { id } });
    // What the batch waits for may be told between two looks, before the pause is.
    await nextWhere(events, ({ name, data }) => {
      return name === 'batch' && (data as { status: string }).status === 'paused';
    });
    client.abort();
    expect((await events.next()).done).toBe(true);
  });

  it('of a batch that does not exist are a plain 404', async () => {
    const answer = await call(watchBatch, 'GET', { ...member, params: { id: 'nonsense' } });
    expect(await refusal(answer)).toEqual({ status: 404, code: 'batch_not_found' });
  });
});

describe('verbs on an unknown batch', () => {
  it.each([
    ['start', startBatch],
    ['pause', pauseBatch],
    ['resume', resumeBatch],
    ['stop', stopBatch],
    ['retry', retryBatch],
  ])('%s is a 404', async (_name, handler) => {
    const answer = await call(handler, 'POST', { ...member, params: { id: 'nonsense' }, body: {} });
    expect(await refusal(answer)).toEqual({ status: 404, code: 'batch_not_found' });
  });
});

it('workers show whether they live', async () => {
  const { items } = await json(call(listWorkers, 'GET', member));
  expect(items).toMatchObject([{ id: worker, is_live: true, slots: 4, rows: [] }]);
});

interface StreamEvent {
  readonly name: string;
  readonly data: unknown;
}

async function* readEvents(response: Response): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const match = /^event: (\w+)\ndata: (.*)$/.exec(block);
      if (match?.[1]) yield { name: match[1], data: JSON.parse(match[2] ?? 'null') };
    }
  }
}

async function next(events: AsyncGenerator<StreamEvent>): Promise<StreamEvent> {
  const { value, done } = await events.next();
  if (done) throw new Error('the stream ended');
  return value;
}

async function nextWhere(
  events: AsyncGenerator<StreamEvent>,
  isWanted: (event: StreamEvent) => boolean,
): Promise<StreamEvent> {
  for (;;) {
    const event = await next(events);
    if (isWanted(event)) return event;
  }
}
