import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type FaultSystem, openFaultSystem } from '@/tests/support/faults/fault-system';
import { keysOf, startCustomers, untilEnded } from '@/tests/support/faults/start-rows';
import { killBrowsers, killProcess, renderersOf } from '@/tests/support/processes';
import { waitFor } from '@/tests/support/wait-for';

// Faults of docs/reliability.md that befall workers and browsers: real processes, and one check after each.
const LIMIT_MS = 240_000;
let system: FaultSystem;

beforeAll(async () => {
  system = await openFaultSystem();
  await Promise.all([system.startWorker(2), system.startWorker(2)]);
});

afterAll(() => system.close());

/** How the attempts of a batch ended, as `state failure_code`, with how many of each. */
async function attemptsOf(batchId: string): Promise<Record<string, number>> {
  const attempts = await system.context.db.prisma.attempt.findMany({ where: { batchId } });
  const counts: Record<string, number> = {};
  for (const { state, failureCode } of attempts) {
    const key = failureCode ? `${state} ${failureCode}` : state;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

it('F1 kill -9 of a worker that submits', { timeout: LIMIT_MS }, async () => {
  const batchId = await startCustomers(system, keysOf('slow-1-F1', 8));
  await system.killNow(await system.submitter(batchId));
  const [batch] = await Promise.all([system.waitForBatch(batchId, LIMIT_MS), system.startWorker(2)]);
  expect(batch.counts.completed).toBe(8);
  await system.check('F1');
});

it('F2 SIGSTOP of a worker, taken over, SIGCONT: it neither writes nor clicks', {
  timeout: LIMIT_MS,
}, async () => {
  const batchId = await startCustomers(system, keysOf('slow-2-F2', 6));
  const stopped = await system.submitter(batchId);
  stopped.kill('SIGSTOP');
  // Whatever fails: the faults after this one find a worker that answers.
  onTestFinished(() => stopped.kill('SIGCONT'));
  const batch = await system.waitForBatch(batchId, LIMIT_MS);
  expect(batch.counts.completed).toBe(6);
  const { prisma } = system.context.db;
  const readAll = async () => ({
    attempts: await prisma.attempt.findMany({ where: { batchId }, orderBy: { startedAt: 'asc' } }),
    ledger: await (await fetch(`${system.site.url}/ledger`)).json(),
  });
  const before = await readAll();
  expect(before.attempts.some(({ failureCode }) => failureCode === 'worker_lost')).toBe(true);
  const wokenAt = new Date();
  stopped.kill('SIGCONT');
  await waitFor('the worker to be back', 120_000, async () => {
    const { seenAt } = await prisma.worker.findUniqueOrThrow({ where: { id: stopped.id } });
    return seenAt > wokenAt;
  });
  expect(await readAll()).toEqual(before);
  await system.check('F2');
});

it('F3 kill -9 of a browser', { timeout: LIMIT_MS }, async () => {
  const batchId = await startCustomers(system, keysOf('slow-2-F3', 6));
  killBrowsers((await system.submitter(batchId)).pid);
  const batch = await system.waitForBatch(batchId, LIMIT_MS);
  expect(batch.counts.completed).toBe(6);
  expect(Object.keys(await attemptsOf(batchId)).join()).toMatch('browser_died');
  await system.check('F3');
});

it('F4 kill -9 of a single renderer: costs its own row alone', { timeout: LIMIT_MS }, async () => {
  const batchId = await startCustomers(system, keysOf('slow-2-F4', 4));
  const { pid } = await system.submitter(batchId);
  // One after the other, until it was that of a page and not one that stands by for the next.
  const killed: number[] = [];
  await waitFor('a page to crash', 120_000, async () => {
    const renderer = renderersOf(pid).find((one) => !killed.includes(one));
    if (renderer) killed.push(renderer);
    if (renderer) killProcess(renderer);
    const attempts = await attemptsOf(batchId);
    return Object.keys(attempts).some((key) => key.includes('page_crashed'));
  });
  const batch = await system.waitForBatch(batchId, LIMIT_MS);
  expect(batch.counts.completed).toBe(4);
  const attempts = await system.context.db.prisma.attempt.findMany({ where: { batchId } });
  const crashed = attempts.filter(({ failureKind }) => failureKind === 'browser_crash');
  expect(crashed.map(({ failureCode }) => failureCode)).not.toContain('browser_died');
  expect(crashed.length).toBeLessThanOrEqual(killed.length);
  await system.check('F4');
});

it('F12 SIGTERM of one worker after the other under load', { timeout: LIMIT_MS }, async () => {
  const batchId = await startCustomers(system, keysOf('slow-0.2-F12', 12));
  await untilEnded(system, batchId, 1);
  const { prisma } = system.context.db;
  for (const worker of system.liveWorkers()) {
    await Promise.all([system.startWorker(2), worker.kill('SIGTERM')]);
    await worker.ended;
    const { stoppedAt } = await prisma.worker.findUniqueOrThrow({ where: { id: worker.id } });
    expect(stoppedAt).not.toBeNull();
    expect(await prisma.lane.count({ where: { workerId: worker.id } })).toBe(0);
  }
  const batch = await system.waitForBatch(batchId, LIMIT_MS);
  expect(batch.counts.completed).toBe(12);
  const attempts = await attemptsOf(batchId);
  expect(Object.keys(attempts).filter((key) => !/^(completed|given_back)$/.test(key))).toEqual([]);
  await system.check('F12');
});
