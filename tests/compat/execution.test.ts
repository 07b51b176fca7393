import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Library, openLibrary } from '@/tests/support/library';

let library: Library;
let automation: string;

beforeAll(async () => {
  library = await openLibrary();
  automation = await library.automation('order-status');
});

afterAll(() => library.close());

async function createOrders(...keys: string[]): Promise<string> {
  const path = library.file('orders.csv', `Order no\n${keys.join('\n')}\n`);
  return (await library.engine.createBatchJobs(path, { automation })).batchId;
}

it('progress is told after every row, failed ones too: (1, 2), then (2, 2)', async () => {
  const batchId = await createOrders('BM-1001', 'NO-0001');
  const told: unknown[] = [];
  const result = await library.engine.executeBatchJobs(batchId, {
    onProgress: (ended, total, counts) => told.push([ended, total, counts.completed, counts.failed]),
  });
  expect(told).toEqual([
    [1, 2, 1, 0],
    [2, 2, 1, 1],
  ]);
  expect(result).toMatchObject({
    executed: 2,
    completed: 1,
    failed: 1,
    skipped: 0,
    totalJobs: 2,
    reason: null,
  });
  expect(result.jobResults.map((job) => [job.status, job.errorMessage])).toEqual([
    ['completed', null],
    ['failed', 'No order NO-0001'],
  ]);
});

it('a callback that throws harms nothing', async () => {
  const batchId = await createOrders('BM-1001', 'BM-1002');
  let calls = 0;
  const result = await library.engine.executeBatchJobs(batchId, {
    onProgress: () => {
      calls += 1;
      if (calls === 1) throw new Error('in the callback');
      return Promise.reject(new Error('later in the callback'));
    },
  });
  expect(calls).toBe(2);
  expect(result).toMatchObject({ completed: 2, failed: 0 });
});

it('what a row did is stored before the next begins', async () => {
  const { engine } = library;
  const { batchId } = await engine.createBatchJobs(library.file('keys.csv', 'key\na\nb\nc\n'));
  const other = library.anotherEngine();
  const seen: (string[] | undefined)[] = [];
  await engine.executeBatchJobs(batchId, {
    handler: async () => {
      const summary = await other.getBatchSummary(batchId);
      seen.push(summary?.jobs?.map((job) => job.status));
    },
  });
  expect(seen).toEqual([
    ['running', 'pending', 'pending'],
    ['completed', 'running', 'pending'],
    ['completed', 'completed', 'running'],
  ]);
});

it('rows run in file order, one after the other, unless more are asked for', async () => {
  const { engine } = library;
  const keys = ['a', 'b', 'c', 'd'];
  const { batchId } = await engine.createBatchJobs(library.file('keys.csv', `key\n${keys.join('\n')}\n`));
  const order: string[] = [];
  let running = 0;
  let peak = 0;
  await engine.executeBatchJobs(batchId, {
    handler: async ({ row, page }) => {
      peak = Math.max(peak, ++running);
      order.push(row.key ?? '');
      await page.setContent('<p>work</p>');
      running -= 1;
    },
  });
  expect(order).toEqual(keys);
  expect(peak).toBe(1);
});

it('with nothing pending everything is zero, with a reason', async () => {
  const { engine } = library;
  const { batchId } = await engine.createBatchJobs(library.file('one.csv', 'key\na\n'));
  const jobId = (await engine.getBatchSummary(batchId))?.jobs?.[0]?.jobId ?? '';
  await engine.updateJobStatus(jobId, 'completed');
  const result = await engine.executeBatchJobs(batchId, { handler: async () => ({}) });
  expect(result).toMatchObject({ executed: 0, completed: 0, failed: 0, skipped: 1, totalJobs: 1 });
  expect(result.jobResults).toEqual([]);
  expect(result.reason).toMatch(/pending/);
});

it('a batch of a file without a known separator runs with the fallback delimiter', async () => {
  const { engine } = library;
  const path = library.file('tilde.csv', 'key~name\na~Ada\n');
  const { execution, summary } = await engine.startBatch(path, {
    config: { delimiterFallback: '~' },
    handler: async ({ row }) => ({ greeting: `Hello ${row.name}` }),
  });
  expect(execution).toMatchObject({ completed: 1 });
  const jobs = (await engine.getBatchSummary(summary.batchId))?.jobs;
  expect(jobs?.[0]?.output).toEqual({ greeting: 'Hello Ada' });
});

it('stopping during a run really stops it', async () => {
  const { engine } = library;
  const { batchId } = await engine.createBatchJobs(library.file('keys.csv', 'key\na\nb\nc\nd\n'));
  const calls: string[] = [];
  const { promise: isRunning, resolve: begin } = Promise.withResolvers<void>();
  const executing = engine.executeBatchJobs(batchId, {
    handler: async ({ row, signal }) => {
      calls.push(row.key ?? '');
      if (row.key !== 'b') return;
      begin();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    },
  });
  await isRunning;
  expect(await engine.stopBatch(batchId)).toEqual({
    batchId,
    stoppedJobs: 2,
    unaffectedJobs: 2,
    totalJobs: 4,
  });
  expect(await executing).toMatchObject({ executed: 1, completed: 1, stopped: 3 });
  expect(calls).toEqual(['a', 'b']);
  const summary = await engine.getBatchSummary(batchId);
  expect(summary).toMatchObject({ status: 'finished', outcome: 'stopped', stoppedJobs: 3 });
});

it('two programs that execute one batch at once run no row twice', async () => {
  const keys = ['BM-1001', 'BM-1002', 'BM-1003', 'BM-1004', 'BM-1005', 'BM-1006'];
  const batchId = await createOrders(...keys);
  await fetch(`${library.site.url}/journal/reset`, { method: 'POST' });
  const other = library.anotherEngine();
  const options = { concurrency: 2 };
  const results = await Promise.all([
    library.engine.executeBatchJobs(batchId, options),
    other.executeBatchJobs(batchId, options),
  ]);
  for (const result of results) expect(result).toMatchObject({ totalJobs: 6 });
  const journal = (await (await fetch(`${library.site.url}/journal`)).json()) as {
    entries: { key: string }[];
  };
  expect(journal.entries.map((entry) => entry.key).sort()).toEqual(keys);
  expect(await library.engine.getBatchSummary(batchId)).toMatchObject({
    completedJobs: 6,
    status: 'finished',
  });
});

it('a program killed during a run loses no row: another finishes the batch', async () => {
  const batchId = await library.killDuring(automation, ['BM-1001', 'BM-1002', 'BM-1003', 'BM-1004']);
  const before = await library.engine.getBatchSummary(batchId);
  expect(before?.completedJobs).toBeGreaterThan(0);
  expect(before?.pendingJobs).toBeGreaterThan(0);
  await library.forgetWorkers();
  const result = await library.engine.executeBatchJobs(batchId);
  expect(result.executed).toBe(before?.pendingJobs);
  expect(await library.engine.getBatchSummary(batchId)).toMatchObject({
    completedJobs: 4,
    status: 'finished',
  });
});
