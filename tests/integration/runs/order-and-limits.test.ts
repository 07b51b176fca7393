import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectCountsHold } from '@/tests/support/batch-invariants';
import { openRunningSystem, type RunningSystem } from '@/tests/support/running-system';

let system: RunningSystem;

beforeAll(async () => {
  system = await openRunningSystem();
  // Two slots each: one worker alone cannot hold the three lanes below, so the other has to take one.
  await Promise.all([system.startWorker(2), system.startWorker(2)]);
});

afterAll(() => system.close());

function ordersCsv(keys: readonly string[]): string {
  return `Order no\n${keys.join('\n')}\n`;
}

async function post(path: string): Promise<void> {
  const response = await fetch(`${system.site.url}${path}`, { method: 'POST' });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
}

async function journal(): Promise<string[]> {
  const { entries } = (await (await fetch(`${system.site.url}/journal`)).json()) as {
    entries: { key: string }[];
  };
  return entries.map((entry) => entry.key);
}

it('never runs more rows at once than the concurrency, and no row twice, with two workers', {
  timeout: 120_000,
}, async () => {
  const automation = await system.addAutomation('order-status');
  await post('/meter/reset');
  await post('/journal/reset');
  const keys = Array.from({ length: 40 }, (_, i) => `BM-${1000 + i}`);
  const batchId = await system.startBatch(ordersCsv(keys), { automation, settings: { concurrency: 3 } });
  const batch = await system.waitForBatch(batchId, 100_000);
  expect(batch.counts.completed).toBe(40);
  const meter = (await (await fetch(`${system.site.url}/meter`)).json()) as { peak: number };
  expect(meter.peak).toBeLessThanOrEqual(3);
  expect(meter.peak).toBeGreaterThan(1);
  expect((await journal()).sort()).toEqual([...keys].sort());
  const workers = await system.context.db.pool.query(
    'select distinct worker_id from attempt where batch_id = $1',
    [batchId],
  );
  expect(workers.rows).toHaveLength(2);
  await expectCountsHold(system.context.db, batchId);
});

it('runs a serial batch in strict file order, a retried row included', { timeout: 120_000 }, async () => {
  const automation = await system.addAutomation('order-status');
  await post('/journal/reset');
  await post('/faults/reset');
  const { rows } = (await (await fetch(`${system.site.url}/truth?sample=orders`)).json()) as {
    rows: { key: string; fault?: string; outcome: string }[];
  };
  const flaky = rows.find((row) => row.fault === 'flaky-1')?.key;
  if (!flaky) throw new Error('the sample has no flaky order');
  const keys = ['BM-2001', 'BM-2002', flaky, 'BM-2003', 'BM-2004'];
  const settings = { retry_delay: 0.2 };
  const batchId = await system.startBatch(ordersCsv(keys), { automation, settings });
  const batch = await system.waitForBatch(batchId, 60_000);
  expect(batch.counts.completed).toBe(5);
  expect(await journal()).toEqual(['BM-2001', 'BM-2002', flaky, flaky, 'BM-2003', 'BM-2004']);
});
