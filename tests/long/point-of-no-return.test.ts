import { afterAll, beforeAll, expect, it } from 'vitest';
import { killNow, startSubmittingRow } from '@/tests/support/point-of-no-return';
import { killBrowsers } from '@/tests/support/processes';
import { openRunningSystem, type RunningSystem } from '@/tests/support/running-system';
import { waitFor } from '@/tests/support/wait-for';
import type { WorkerProcess } from '@/tests/support/worker-process';

// Injection points of docs/reliability.md that need a worker's full silence, or whose like npm test has; the others
// stand in tests/integration/runs.
const LIMIT_MS = 180_000;

let system: RunningSystem;
let worker: WorkerProcess;

beforeAll(async () => {
  system = await openRunningSystem();
});

afterAll(() => system.close());

it('I3 stopped between mark and click, taken over, let go on: never sent', {
  timeout: LIMIT_MS,
}, async () => {
  const stopped = await system.startWorker(1);
  const row = await startSubmittingRow(system, 'I-103', { onNotFound: 'rerun' });
  await row.attemptRuns();
  const lane = await row.holdLane();
  await lane.waitedFor();
  stopped.kill('SIGSTOP');
  await lane.letGo();
  await row.marked();
  const other = await system.startWorker(1);
  await waitFor('the row to be taken over', 60_000, async () => {
    const job = await system.context.db.prisma.job.findFirstOrThrow({ where: { batchId: row.batchId } });
    return job.state === 'unconfirmed';
  });
  expect(await row.submissions()).toBe(0);
  stopped.kill('SIGCONT');
  expect(await row.ended()).toMatchObject({
    state: 'completed',
    attempts: ['run unconfirmed', 'verify failed', 'verify failed', 'run completed'],
  });
  expect(await row.submissions()).toBe(1);
  for (const one of [stopped, other]) one.kill('SIGTERM');
  await Promise.all([stopped.ended, other.ended]);
});

const FOUND = { customer_id: expect.stringMatching(/^CU-/) };

async function killAndReplace(): Promise<void> {
  await killNow(system, worker);
  worker = await system.startWorker(1);
}

it('I1 killed before the mark: the row runs again', { timeout: LIMIT_MS }, async () => {
  worker = await system.startWorker(1);
  const row = await startSubmittingRow(system, 'I-101');
  await row.attemptRuns();
  await killAndReplace();
  expect(await row.ended()).toMatchObject({ state: 'completed', attempts: ['run lost', 'run completed'] });
  expect(await row.submissions()).toBe(1);
});

it('I2 killed while the mark is written: the form is not sent', { timeout: LIMIT_MS }, async () => {
  const row = await startSubmittingRow(system, 'I-102');
  await row.attemptRuns();
  const lane = await row.holdLane();
  await lane.waitedFor();
  worker.kill('SIGKILL');
  await lane.cutWaiting();
  await lane.letGo();
  expect(await row.submissions()).toBe(0);
  await killAndReplace();
  const { attempts } = await row.ended();
  expect(attempts[0]).toBe('run lost');
  expect(await row.submissions()).toBe(1);
});

it('I11 killed while the site is asked: asked again, never submitted', { timeout: LIMIT_MS }, async () => {
  const row = await startSubmittingRow(system, 'drop-I-111');
  await row.attemptRuns('verify');
  await killAndReplace();
  const { state, attempts } = await row.ended();
  expect(state).toBe('completed');
  expect(attempts.filter((attempt) => attempt.startsWith('run'))).toHaveLength(1);
  expect(await row.submissions()).toBe(1);
});

it('I6 browser killed after the click, before the answer: found', { timeout: LIMIT_MS }, async () => {
  const row = await startSubmittingRow(system, 'slow-2-I-106', {
    settleSeconds: 2,
    stepTimeoutSeconds: 4,
  });
  await row.sent();
  killBrowsers(worker.pid);
  expect(await row.ended()).toEqual({
    state: 'completed',
    output: FOUND,
    attempts: ['run unconfirmed', 'verify completed'],
  });
  expect(await row.submissions()).toBe(1);
});

it('I9 killed after the answer, before it is recorded: found', { timeout: LIMIT_MS }, async () => {
  const row = await startSubmittingRow(system, 'slow-1-I-109');
  await row.sent();
  const lane = await row.holdLane();
  await lane.waitedFor();
  expect(await row.submissions()).toBe(1);
  worker.kill('SIGKILL');
  await lane.cutWaiting();
  await lane.letGo();
  await killAndReplace();
  expect(await row.ended()).toMatchObject({
    state: 'completed',
    attempts: ['run unconfirmed', 'verify completed'],
  });
  expect(await row.submissions()).toBe(1);
});
