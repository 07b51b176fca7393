import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FaultSystem, openFaultSystem } from '@/tests/support/faults/fault-system';
import { type SiteGate, startSiteGate } from '@/tests/support/faults/site-gate';
import {
  cutConnections,
  type EndedRow,
  type HeldLane,
  type SubmittingRow,
  startSubmittingRow,
} from '@/tests/support/point-of-no-return';
import { killBrowsers } from '@/tests/support/processes';
import { waitFor } from '@/tests/support/wait-for';
import type { WorkerProcess } from '@/tests/support/worker-process';

/*
 * The injection points of docs/reliability.md, each with real workers, browsers, a database and the site. One worker is
 * killed while five of its rows stand at five points; two more are stopped between mark and click, and one goes on.
 */
const LIMIT_MS = 300_000;
const FOUND = { customer_id: expect.stringMatching(/^CU-/) };
const NOT_SENT_THEN_RUN = ['run unconfirmed', 'verify failed', 'verify failed', 'run completed'];

let system: FaultSystem;
let steady: WorkerProcess;
let gate: SiteGate;
const rows = new Map<string, SubmittingRow>();

async function start(
  id: string,
  key: string,
  options: Parameters<typeof startSubmittingRow>[2] = {},
): Promise<SubmittingRow> {
  const row = await startSubmittingRow(system, key, { siteUrl: gate.url, ...options });
  rows.set(id, row);
  return row;
}

function rowOf(id: string): SubmittingRow {
  const row = rows.get(id);
  if (!row) throw new Error(`${id} was not started`);
  return row;
}

/** What became of the row: taken once, as whoever asked the site would see it; and nothing else is in disorder. */
async function ended(id: string): Promise<EndedRow> {
  const row = rowOf(id);
  const end = await row.ended();
  expect(await row.submissions()).toBe(1);
  await system.check(id);
  return end;
}

/** The lane is held while the row waits for its first page, so that its mark is still to be written. */
async function holdLaneAtFirstPage(id: string, key: string, on: WorkerProcess): Promise<HeldLane> {
  const page = gate.hold(`start-${id}`, 'request');
  const row = await start(id, key, { on, onNotFound: 'rerun', firstPage: `/?start-${id}` });
  await page.isThere();
  const lane = await row.holdLane();
  page.letGo();
  return lane;
}

/** The site has taken the form; the row's end is still to be recorded. */
async function holdLaneAtAnswer(id: string, key: string, on: WorkerProcess): Promise<HeldLane> {
  const answer = gate.hold(`customer_no=${key}`, 'answer');
  const row = await start(id, key, { on });
  await answer.isThere();
  const lane = await row.holdLane();
  answer.letGo();
  return lane;
}

/** Brings five rows of a worker to five points; gives what happens to their database sessions when it dies. */
async function standAtFivePoints(on: WorkerProcess): Promise<() => Promise<void>> {
  const question = gate.hold('question-I11', 'request');
  const answer = gate.hold('customer_no=I-105', 'answer');
  const firstPage = gate.hold('start-I1', 'request');
  await Promise.all([
    start('I11', 'drop-I-111', { on, firstQuestion: '/?question-I11' }),
    start('I5', 'I-105', { on }),
    start('I1', 'I-101', { on, firstPage: '/?start-I1' }),
  ]);
  await Promise.all([question.isThere(), answer.isThere(), firstPage.isThere()]);
  const [marked, recorded] = await Promise.all([
    holdLaneAtFirstPage('I2', 'I-102', on),
    holdLaneAtAnswer('I9', 'I-109', on),
  ]);
  await Promise.all([marked.waitedFor('mark'), recorded.waitedFor('record')]);
  return async () => {
    for (const lane of [marked, recorded]) {
      await lane.cutWaiting();
      await lane.letGo();
    }
    for (const held of [question, answer, firstPage]) held.letGo();
  };
}

/** The site takes the form only when it has been asked about it once. */
async function writeLate(): Promise<void> {
  const form = gate.hold('customer_no=I-110', 'late');
  const row = await start('I10', 'I-110', { on: steady, onNotFound: 'rerun', settleSeconds: 2 });
  await form.isThere();
  await waitFor('the first no', 120_000, async () => {
    const where = { batchId: row.batchId, kind: 'verify', state: 'failed' } as const;
    return (await system.context.db.prisma.attempt.count({ where })) > 0;
  });
  form.letGo();
}

/** Stops a worker when the mark of its row is written and the click is not sent. */
async function stopBeforeClick(id: string, key: string, on: WorkerProcess): Promise<void> {
  const lane = await holdLaneAtFirstPage(id, key, on);
  const row = rowOf(id);
  await lane.waitedFor('mark');
  on.kill('SIGSTOP');
  await lane.letGo();
  await row.marked();
  expect(await row.submissions()).toBe(0);
  await system.freeBatches(on);
}

async function isTakenOver(id: string): Promise<boolean> {
  const { batchId } = rowOf(id);
  // Of its first attempt, not of the row: that may have been asked about and run again by now.
  const where = { batchId, attemptNo: 1, state: 'unconfirmed' } as const;
  return (await system.context.db.prisma.attempt.count({ where })) === 1;
}

beforeAll(async () => {
  system = await openFaultSystem({ maxConnections: 12 });
  gate = await startSiteGate(system.site.url);
  const [killed, stopped, stoppedThenKilled, other] = await Promise.all([
    system.startWorker(5, { allowHosts: ['127.0.0.1'] }),
    system.startWorker(1, { allowHosts: ['127.0.0.1'] }),
    system.startWorker(1, { allowHosts: ['127.0.0.1'] }),
    system.startWorker(4, { allowHosts: ['127.0.0.1'] }),
  ]);
  steady = other;
  await Promise.all([
    stopBeforeClick('I3', 'I-103', stopped),
    stopBeforeClick('I4', 'I-104', stoppedThenKilled),
  ]);
  const die = await standAtFivePoints(killed);
  await system.freeBatches(killed);
  await Promise.all([system.killNow(killed), system.killNow(stoppedThenKilled)]);
  await die();
  await waitFor('the silent worker to be taken for lost', 120_000, () => isTakenOver('I3'));
  stopped.kill('SIGCONT');
}, LIMIT_MS);

afterAll(async () => {
  await gate.close();
  await system.close();
});

it('I1 killed before the mark: the row runs again', { timeout: LIMIT_MS }, async () => {
  expect(await ended('I1')).toMatchObject({ state: 'completed', attempts: ['run lost', 'run completed'] });
});

it('I2 killed while the mark is written: not sent, runs again', { timeout: LIMIT_MS }, async () => {
  expect(await ended('I2')).toMatchObject({ state: 'completed', attempts: ['run lost', 'run completed'] });
});

it('I3 stopped between mark and click, taken over, let go on: never sent', {
  timeout: LIMIT_MS,
}, async () => {
  expect(await ended('I3')).toMatchObject({ state: 'completed', attempts: NOT_SENT_THEN_RUN });
});

it('I4 killed between mark and click: not found twice, then run again', { timeout: LIMIT_MS }, async () => {
  expect(await ended('I4')).toMatchObject({ state: 'completed', attempts: NOT_SENT_THEN_RUN });
});

it('I5 killed after the click, before the answer: found', { timeout: LIMIT_MS }, async () => {
  const { state, output, attempts } = await ended('I5');
  expect({ state, output }).toEqual({ state: 'completed', output: FOUND });
  expect(attempts.filter((attempt) => attempt.startsWith('run'))).toEqual(['run unconfirmed']);
  expect(attempts.at(-1)).toBe('verify completed');
});

it('I9 killed after the answer, before it is recorded: found', { timeout: LIMIT_MS }, async () => {
  const expected = { state: 'completed', attempts: ['run unconfirmed', 'verify completed'] };
  expect(await ended('I9')).toMatchObject(expected);
});

it('I11 killed while the site is asked: asked again, never submitted', { timeout: LIMIT_MS }, async () => {
  const { state, attempts } = await ended('I11');
  expect(state).toBe('completed');
  expect(attempts.filter((attempt) => attempt.startsWith('run'))).toHaveLength(1);
  expect(attempts.filter((attempt) => attempt.startsWith('verify')).length).toBeGreaterThan(1);
});

it('I10 the site writes later than it is asked: "no" once, then found', { timeout: LIMIT_MS }, async () => {
  await writeLate();
  expect(await ended('I10')).toMatchObject({
    state: 'completed',
    attempts: ['run unconfirmed', 'verify failed', 'verify completed'],
  });
});

it('I6 browser killed after the click, before the answer: found', { timeout: LIMIT_MS }, async () => {
  const row = await start('I6', 'slow-2-I-106', { on: steady, settleSeconds: 2 });
  await row.sent();
  killBrowsers(steady.pid);
  const expected = { state: 'completed', output: FOUND, attempts: ['run unconfirmed', 'verify completed'] };
  expect(await ended('I6')).toEqual(expected);
});

it('I7 database connections cut after the click: recorded all the same', { timeout: LIMIT_MS }, async () => {
  const row = await start('I7', 'slow-1-I-107');
  await row.sent();
  await cutConnections(system);
  expect((await ended('I7')).state).toBe('completed');
});

it('I8 the site goes away after it took the form: no answer, then found', { timeout: LIMIT_MS }, async () => {
  const row = await start('I8', 'drop-I-108', { settleSeconds: 2 });
  await row.sent();
  const startSite = await system.stopSite();
  await row.attemptRuns('verify');
  await row.answered();
  await startSite();
  expect(await ended('I8')).toMatchObject({
    state: 'completed',
    attempts: ['run unconfirmed', 'verify unconfirmed', 'verify completed'],
  });
});
