import { afterAll, beforeAll, expect, it } from 'vitest';
import { cutConnections, killNow, startSubmittingRow } from '@/tests/support/point-of-no-return';
import { openRunningSystem, type RunningSystem } from '@/tests/support/running-system';
import type { WorkerProcess } from '@/tests/support/worker-process';

// The injection points of docs/reliability.md, each with a real worker, browser, database and site. The
// others stand in tests/long.
const LIMIT_MS = 90_000;

let system: RunningSystem;
let worker: WorkerProcess;

beforeAll(async () => {
  system = await openRunningSystem();
  worker = await system.startWorker(1);
});

afterAll(() => system.close());

async function killAndReplace(): Promise<void> {
  await killNow(system, worker);
  worker = await system.startWorker(1);
}

const FOUND = { customer_id: expect.stringMatching(/^CU-/) };

it('I4 killed between mark and click: not found twice, then run again', { timeout: LIMIT_MS }, async () => {
  const row = await startSubmittingRow(system, 'I-104', { onNotFound: 'rerun' });
  await row.attemptRuns();
  const lane = await row.holdLane();
  await lane.waitedFor();
  worker.kill('SIGSTOP');
  await lane.letGo();
  await row.marked();
  expect(await row.submissions()).toBe(0);
  await killAndReplace();
  expect(await row.ended()).toMatchObject({
    state: 'completed',
    attempts: ['run unconfirmed', 'verify failed', 'verify failed', 'run completed'],
  });
  expect(await row.submissions()).toBe(1);
});

it('I5 killed after the click, before the answer: found', { timeout: LIMIT_MS }, async () => {
  const row = await startSubmittingRow(system, 'slow-1-I-105');
  await row.sent();
  await killAndReplace();
  expect(await row.ended()).toEqual({
    state: 'completed',
    output: FOUND,
    attempts: ['run unconfirmed', 'verify completed'],
  });
  expect(await row.submissions()).toBe(1);
});

it('I7 database connections cut after the click: recorded all the same', { timeout: LIMIT_MS }, async () => {
  const row = await startSubmittingRow(system, 'slow-1-I-107');
  await row.sent();
  await cutConnections(system);
  const { state } = await row.ended();
  expect(state).toBe('completed');
  expect(await row.submissions()).toBe(1);
});

it('I8 the site goes away after it took the form: no answer, then found', { timeout: LIMIT_MS }, async () => {
  const row = await startSubmittingRow(system, 'drop-I-108', { settleSeconds: 2 });
  await row.sent();
  const startSite = await system.stopSite();
  await row.attemptRuns('verify');
  await row.answered();
  await startSite();
  expect(await row.ended()).toMatchObject({
    state: 'completed',
    attempts: ['run unconfirmed', 'verify unconfirmed', 'verify completed'],
  });
  expect(await row.submissions()).toBe(1);
});

it('I10 the site writes later than it is asked: "no" once, then found', { timeout: LIMIT_MS }, async () => {
  const row = await startSubmittingRow(system, 'late-7-I-110', { onNotFound: 'rerun', settleSeconds: 4 });
  expect(await row.ended()).toMatchObject({
    state: 'completed',
    attempts: ['run unconfirmed', 'verify failed', 'verify completed'],
  });
  expect(await row.submissions()).toBe(1);
});
