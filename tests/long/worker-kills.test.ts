import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { endedJobs } from '@/lib/domain/job-state';
import { expectCountsHold } from '@/tests/support/batch-invariants';
import { expectLedgerAgrees } from '@/tests/support/ledger';
import { openRunningSystem, type RunningSystem } from '@/tests/support/running-system';

const KILLS = 20;
const HOUR_MS = 3_600_000;

let system: RunningSystem;

beforeAll(async () => {
  system = await openRunningSystem();
});

afterAll(() => system.close());

it('200 rows survive 20 kills of their worker', { timeout: HOUR_MS }, async () => {
  const automation = await system.addAutomation('customer-signup');
  const csv = await readFile('examples/csv/customers.csv', 'utf8');
  let worker = await system.startWorker(4);
  const batchId = await system.startBatch(csv, { automation, settings: { concurrency: 4 } });
  const { totalJobs } = await system.waitForBatch(batchId, 60_000, (batch) => batch.totalJobs > 0);
  expect(totalJobs).toBe(200);
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const target = Math.floor((totalJobs * kill) / (KILLS + 1));
    await system.waitForBatch(batchId, 300_000, (batch) => endedJobs(batch.counts) >= target);
    worker.kill('SIGKILL');
    await worker.ended;
    worker = await system.startWorker(4);
  }
  const batch = await system.waitForBatch(batchId, 300_000);
  await expectCountsHold(system.context.db, batchId);
  expect(endedJobs(batch.counts)).toBe(totalJobs);
  const ledger = await expectLedgerAgrees(system, batchId);
  const lost = await system.context.db.prisma.attempt.count({
    where: { batchId, failureKind: 'worker_lost' },
  });
  expect(lost).toBeGreaterThan(0);
  console.log(
    `kills ${KILLS}, rows ${totalJobs}, completed ${batch.counts.completed}, failed ${batch.counts.failed}, ` +
      `unconfirmed ${batch.counts.unconfirmed}, lost attempts ${lost}, accepted by the site ${ledger.accepted}, ` +
      `submitted twice ${ledger.twice}`,
  );
});
