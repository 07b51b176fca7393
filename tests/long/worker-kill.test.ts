import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { endedJobs } from '@/lib/domain/job-state';
import { expectCountsHold } from '@/tests/support/batch-invariants';
import { expectLedgerAgrees } from '@/tests/support/ledger';
import { openRunningSystem, type RunningSystem } from '@/tests/support/running-system';
import { waitFor } from '@/tests/support/wait-for';

const ROWS = 40;
const KILLS = 3;
const LIMIT_MS = 240_000;

let system: RunningSystem;

beforeAll(async () => {
  system = await openRunningSystem();
});

afterAll(() => system.close());

it('loses no row and submits none twice when its worker is killed again and again', {
  timeout: LIMIT_MS,
}, async () => {
  const automation = await system.addAutomation('customer-signup');
  const csv = await readFile('examples/csv/customers.csv', 'utf8');
  const lines = csv.split('\n').slice(0, ROWS + 1);
  const rows = lines.length - 1;
  let worker = await system.startWorker(4);
  const batchId = await system.startBatch(`${lines.join('\n')}\n`, {
    automation,
    settings: { concurrency: 4 },
  });
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const target = Math.floor((rows * kill) / (KILLS + 1));
    await system.waitForBatch(batchId, 90_000, (batch) => endedJobs(batch.counts) >= target);
    worker.kill('SIGKILL');
    await worker.ended;
    worker = await system.startWorker(4);
  }
  const batch = await system.waitForBatch(batchId, 120_000);
  await expectCountsHold(system.context.db, batchId);
  expect(endedJobs(batch.counts)).toBe(rows);
  await expectLedgerAgrees(system, batchId);
});

it('leaves no browser behind when the worker is killed', async () => {
  const worker = await system.startWorker(1);
  const children = await childrenOf(worker.pid);
  expect(children.length).toBeGreaterThan(0);
  worker.kill('SIGKILL');
  await worker.ended;
  await waitFor('its children to end', 15_000, async () => {
    const alive = await Promise.all(children.map(isAlive));
    return !alive.some(Boolean);
  });
});

async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.trim().split(/\s+/).filter(Boolean).map(Number);
}

async function isAlive(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return status !== null && !status.includes(') Z ');
}
