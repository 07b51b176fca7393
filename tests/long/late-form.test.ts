import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FaultSystem, openFaultSystem } from '@/tests/support/faults/fault-system';
import { type SiteGate, startSiteGate } from '@/tests/support/faults/site-gate';
import { startSubmittingRow } from '@/tests/support/point-of-no-return';

const LIMIT_MS = 300_000;
/** Leaves the worker the time to be stopped between its click and the form, and the form the time to leave the browser. */
const LATE = `addEventListener('submit', (event) => {
  event.preventDefault();
  fetch('/?clicked');
  setTimeout(() => event.target.submit(), 2500);
})`;
let system: FaultSystem;
let gate: SiteGate;

beforeAll(async () => {
  system = await openFaultSystem();
  gate = await startSiteGate(system.site.url, LATE);
});

afterAll(async () => {
  await gate.close();
  await system.close();
});

it('a worker stopped with a form in its guard does not send it when it goes on, long after its row was run again', {
  timeout: LIMIT_MS,
}, async () => {
  const stopped = await system.startWorker(1, { allowHosts: ['127.0.0.1'] });
  const clicked = gate.hold('/?clicked', 'request');
  const row = await startSubmittingRow(system, 'LF-1', {
    ...{ siteUrl: gate.url, on: stopped, onNotFound: 'rerun' as const, settleSeconds: 1 },
  });
  await clicked.isThere();
  stopped.kill('SIGSTOP');
  clicked.letGo();
  expect(await row.submissions()).toBe(0);
  await system.startWorker(1, { allowHosts: ['127.0.0.1'] });
  await system.freeBatches(stopped);
  expect(await row.ended()).toMatchObject({
    state: 'completed',
    attempts: ['run unconfirmed', 'verify failed', 'verify failed', 'run completed'],
  });
  stopped.kill('SIGCONT');
  // It works again, so whatever had waited in it has come or gone.
  const next = await startSubmittingRow(system, 'LF-2', { siteUrl: gate.url, on: stopped });
  expect(await next.ended()).toMatchObject({ state: 'completed' });
  expect(await row.submissions()).toBe(1);
  await system.check('late form');
});
