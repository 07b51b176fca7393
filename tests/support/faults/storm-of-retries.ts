import { expect } from 'vitest';
import { retryBatch } from '@/lib/services/batches/retry-batch';
import type { FaultSystem } from './fault-system';
import { startOrders, unknownOrders } from './start-rows';

const AT_A_TIME = 20;
const ROWS = 5;

/** Asks again and again for the same failed rows to run again, while they run; each round that was granted runs once. */
export async function stormOfRetries(system: FaultSystem, count: number, limitMs: number): Promise<void> {
  const batchId = await startOrders(system, unknownOrders(ROWS));
  await system.waitForBatch(batchId, limitMs);
  let retried = 0;
  const retryOften = async () => {
    for (let i = 0; i < count / AT_A_TIME; i += 1) {
      const result = await retryBatch(system.context, { batchId, status: ['failed'] });
      retried += result.retried;
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, retryOften));
  await system.waitForBatch(batchId, limitMs);
  const jobs = await system.context.db.prisma.job.findMany({ where: { batchId } });
  expect(retried).toBeGreaterThanOrEqual(ROWS);
  expect(jobs.reduce((sum, job) => sum + job.round - 1, 0)).toBe(retried);
  expect(jobs.reduce((sum, job) => sum + job.attemptCount, 0)).toBe(ROWS + retried);
}
