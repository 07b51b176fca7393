import { afterAll, beforeAll, expect, it } from 'vitest';
import { deleteBatch } from '@/lib/services/batches/delete-batch';
import { pauseBatch } from '@/lib/services/batches/pause-batch';
import { retryBatch } from '@/lib/services/batches/retry-batch';
import { type FaultSystem, openFaultSystem } from '@/tests/support/faults/fault-system';
import {
  keysOf,
  startCustomers,
  startOrders,
  unknownOrders,
  untilEnded,
} from '@/tests/support/faults/start-rows';
import { stormOfRetries } from '@/tests/support/faults/storm-of-retries';
import { waitFor } from '@/tests/support/wait-for';

// Faults of docs/reliability.md that come from the machine's clock and disk, and from people who act at the wrong moment.
const LIMIT_MS = 240_000;
let system: FaultSystem;

beforeAll(async () => {
  system = await openFaultSystem({ maxConnections: 20 });
  await Promise.all([system.startOnFaultyMachine(2), system.startWorker(2)]);
});

afterAll(() => system.close());

it('F8 disk full: rows go on without their pictures, no half file stays', { timeout: LIMIT_MS }, async () => {
  const evidence = { screenshot: 'always', trace: 'never' } as const;
  system.setMachine({ isDiskFull: true });
  const full = await startOrders(system, ['BM-1001', 'BM-1002', 'BM-1003', 'BM-1004'], { evidence });
  await system.waitForBatch(full, LIMIT_MS);
  system.setMachine({});
  const { prisma } = system.context.db;
  const details = await prisma.attemptDetail.findMany({ where: { batchId: full } });
  const warned = details.filter(({ warnings }) => JSON.stringify(warnings).includes('could not be stored'));
  expect(warned.length).toBeGreaterThan(0);
  const failed = await prisma.job.count({ where: { batchId: full, state: 'failed' } });
  expect(failed).toBe(0);
  const mended = await startOrders(system, ['BM-1005'], { evidence });
  await system.waitForBatch(mended, LIMIT_MS);
  expect(await prisma.artifact.count({ where: { batchId: mended } })).toBe(2);
  await system.check('F8');
});

it('F9 the clock of a worker jumps: the database says what time it is', { timeout: LIMIT_MS }, async () => {
  const { prisma } = system.context.db;
  const startedAt = new Date();
  const batchId = await startCustomers(system, keysOf('slow-0.5-F9', 8));
  await untilEnded(system, batchId, 1);
  system.setMachine({ clockHours: 3 });
  await untilEnded(system, batchId, 4);
  system.setMachine({ clockHours: -30 });
  const batch = await system.waitForBatch(batchId, LIMIT_MS);
  system.setMachine({});
  expect(batch.counts.completed).toBe(8);
  const attempts = await prisma.attempt.findMany({ where: { batchId } });
  expect(attempts.map(({ state }) => state)).toEqual(Array(8).fill('completed'));
  expect(new Set(attempts.map(({ workerId }) => workerId)).size).toBe(2);
  for (const { startedAt: began, endedAt } of attempts) {
    expect(began.getTime()).toBeGreaterThanOrEqual(startedAt.getTime() - 1000);
    expect(endedAt?.getTime()).toBeLessThanOrEqual(Date.now() + 1000);
  }
  await system.check('F9');
});

it('F10 a batch is deleted while its rows run: they end, and leave nothing behind', {
  timeout: LIMIT_MS,
}, async () => {
  const { prisma, pool } = system.context.db;
  const evidence = { screenshot: 'always', trace: 'always' } as const;
  const batchId = await startCustomers(system, keysOf('slow-2-F10', 4), { evidence });
  await waitFor('rows that run', 120_000, async () => {
    const running = await prisma.job.count({ where: { batchId, state: 'running' } });
    return running === 4;
  });
  await pauseBatch(system.context, { batchId });
  await expect(deleteBatch(system.context, { batchId })).rejects.toMatchObject({
    code: 'batch_state_conflict',
  });
  // What no service does, somebody with a database console may.
  await pool.query('delete from batch where id = $1', [batchId]);
  await waitFor('the slots to be free', 120_000, async () => {
    const next = await startOrders(system, ['BM-1001', 'BM-1002', 'BM-1003', 'BM-1004']);
    return system.waitForBatch(next, LIMIT_MS);
  });
  await system.check('F10');
});

it('F11 200 retries of the same rows at once: each round runs once', { timeout: LIMIT_MS }, async () => {
  await stormOfRetries(system, 200, LIMIT_MS);
  await system.check('F11');
});

it('F13 retries race the finish: no row is left behind', { timeout: LIMIT_MS }, async () => {
  const batchId = await startOrders(system, unknownOrders(3));
  let retried = 0;
  for (let race = 0; race < 6; race += 1) {
    // Right when the last row is recorded, which is when the worker finishes the batch.
    await waitFor('the last row', LIMIT_MS, async () => {
      const { rows } = await system.context.db.pool.query<{ left: number }>(
        'select sum(pending + running)::int as left from batch_bucket where batch_id = $1',
        [batchId],
      );
      return rows[0]?.left === 0;
    });
    retried += (await retryBatch(system.context, { batchId, status: ['failed'] })).retried;
  }
  const batch = await system.waitForBatch(batchId, LIMIT_MS);
  expect(retried).toBe(18);
  expect(batch.counts.failed).toBe(3);
  const attempts = await system.context.db.prisma.attempt.count({ where: { batchId } });
  expect(attempts).toBe(21);
  await system.check('F13');
});
