import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { getJob } from '@/lib/services/jobs/get-job';
import { exportBatch } from '@/lib/services/results/export-batch';
import { expectCountsHold } from '@/tests/support/batch-invariants';
import { openRunningSystem, type RunningSystem } from '@/tests/support/running-system';

let system: RunningSystem;
beforeAll(async () => {
  system = await openRunningSystem();
  await system.startWorker(2);
});
afterAll(() => system.close());

it('runs two automations in one file, each row with its own inputs', { timeout: 120_000 }, async () => {
  await system.addAutomation('order-status');
  await system.addAutomation('catalogue-price');
  const csv = await readFile('examples/csv/mixed-tasks.csv', 'utf8');
  const batchId = await system.startBatch(csv, { settings: { concurrency: 2 } });
  const batch = await system.waitForBatch(batchId, 100_000);

  expect(batch).toMatchObject({ automation: null, outcome: 'completed', totalJobs: 8, excludedRows: 0 });
  expect(batch.automations.map(({ name }) => name)).toEqual(['catalogue-price', 'order-status']);
  const rows = await Promise.all(
    Array.from({ length: batch.totalJobs }, (_, rowIndex) => getJob(system.context, { batchId, rowIndex })),
  );
  const names = rows.map(({ automationNo }) => batch.automations.find(({ no }) => no === automationNo)?.name);
  for (const [index, row] of rows.entries()) {
    const isOrder = names[index] === 'order-status';
    expect(Object.keys(row.output ?? {})).toEqual(
      isOrder ? ['status', 'total', 'recipient'] : ['product', 'price'],
    );
  }
  // An order whose number stands in the command, and one whose number stands in a column.
  expect(rows[0]?.attempts[0]?.steps[1]?.title).toBe('fills Order number with AB-1002');
  expect(rows[1]?.attempts[0]?.steps[1]?.title).toBe('fills Order number with AB-1003');
  const { chunks } = await exportBatch(system.context, { batchId, format: 'csv', raw: true });
  let text = '';
  for await (const chunk of chunks) text += chunk;
  expect(text.split('\r\n')[0]).toBe(
    'task,order_no,params.sku,automation,status,error_code,error_message,attempts,started_at,ended_at,duration_ms,product,price,output.status,total,recipient,evidence',
  );
  await expectCountsHold(system.context.db, batchId);
});
