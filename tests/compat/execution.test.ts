import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Library, openLibrary } from '@/tests/support/library';

let library: Library;
let automation: string;

beforeAll(async () => {
  library = await openLibrary();
  automation = await library.automation('order-status');
});

afterAll(() => library.close());

it('progress is told after every row: (1, 2), then (2, 2)', async () => {
  const { engine } = library;
  const batch = await engine.createBatchJobs(library.file('orders.csv', 'Order no\nBM-1001\nNO-0001\n'), {
    automation,
  });
  const told: unknown[] = [];
  const result = await engine.executeBatchJobs(batch.batchId, {
    onProgress: (ended, total, counts) => told.push([ended, total, counts.completed, counts.failed]),
  });
  expect(told).toEqual([
    [1, 2, 1, 0],
    [2, 2, 1, 1],
  ]);
  expect(result).toMatchObject({ executed: 2, completed: 1, failed: 1, skipped: 0, totalJobs: 2 });
});
