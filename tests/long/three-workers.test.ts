import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { endedJobs } from '@/lib/domain/job-state';
import { drainWorker } from '@/lib/services/workers/drain-worker';
import { listWorkers } from '@/lib/services/workers/list-workers';
import { expectCountsHold } from '@/tests/support/batch-invariants';
import { expectLedgerAgrees } from '@/tests/support/ledger';
import { openRunningSystem, type RunningSystem } from '@/tests/support/running-system';
import { waitFor } from '@/tests/support/wait-for';
import type { WorkerProcess } from '@/tests/support/worker-process';

let system: RunningSystem;
beforeAll(async () => {
  system = await openRunningSystem();
});
afterAll(() => system.close());

/** The health check of deploy/compose.yaml: 0 or 1. */
async function checkWorker(): Promise<number> {
  const env = { ...process.env, DATABASE_URL: system.context.db.pool.options.connectionString };
  return promisify(execFile)(process.execPath, ['deploy/check-worker.mjs'], { env }).then(
    () => 0,
    (error: { code: number }) => error.code,
  );
}

async function attemptsOf(worker: WorkerProcess): Promise<number> {
  return system.context.db.prisma.attempt.count({ where: { workerId: worker.id } });
}

it('three workers on one database share the rows, and a drained one takes none', async () => {
  const { context } = system;
  expect(await checkWorker()).toBe(1);
  const automation = await system.addAutomation('customer-signup');
  const csv = await readFile('examples/csv/customers.csv', 'utf8');
  const workers = await Promise.all([1, 2, 3].map(() => system.startWorker(2)));
  expect(await checkWorker()).toBe(0);
  const settings = { concurrency: 6, retry_delay: 0.05 };
  const batchId = await system.startBatch(csv, { automation, limit: 60, settings });
  await waitFor('each of them has run rows', 60_000, async () =>
    (await Promise.all(workers.map(attemptsOf))).every((count) => count > 0),
  );

  const [drained] = workers as [WorkerProcess];
  await drainWorker(context, { workerId: drained.id });
  await waitFor('it is drained', 30_000, async () => {
    const worker = (await listWorkers(context)).find(({ id }) => id === drained.id);
    return worker?.isDraining && worker.rows.length === 0 && (await heldLanes(drained)) === 0;
  });
  const before = await attemptsOf(drained);
  const batch = await system.waitForBatch(batchId, 120_000);
  expect(await attemptsOf(drained)).toBe(before);
  expect(before).toBeLessThan(60);

  expect(endedJobs(batch.counts)).toBe(60);
  await expectCountsHold(context.db, batchId);
  const ledger = await expectLedgerAgrees(system, batchId);
  expect(ledger.twice).toBe(0);
  console.log(`attempts by worker: ${(await Promise.all(workers.map(attemptsOf))).join(', ')}`);
}, 240_000);

function heldLanes({ id }: WorkerProcess): Promise<number> {
  return system.context.db.prisma.lane.count({ where: { workerId: id } });
}
