import { expect, it } from 'vitest';
import { whyWaiting } from '@/lib/domain/waiting';

const BATCH = { state: 'running', reason: null, reasonText: null, runningRows: 0, pendingRows: 5 } as const;
const LANES = {
  liveWorkers: 2,
  drainingWorkers: 1,
  heldLanes: 0,
  freeLanes: 0,
  nextAt: null,
  nextReason: null,
};
const at = new Date('2026-03-04T05:06:07Z');

it.each([
  ['rows run', { runningRows: 1 }, { liveWorkers: 0 }, null],
  ['no row is left', { pendingRows: 0 }, { liveWorkers: 0 }, null],
  ['a worker holds a lane', {}, { heldLanes: 1 }, null],
  ['it is paused', { state: 'paused', reason: 'person', reasonText: 'Paused by Ada' }, {}, 'paused'],
  ['it waits after its canary', { state: 'waiting', reason: 'canary' }, {}, 'paused'],
  ['nobody works', {}, { liveWorkers: 0 }, 'no_worker'],
  ['every worker drains', {}, { drainingWorkers: 2, freeLanes: 2 }, 'draining'],
  ['all slots are taken', {}, { freeLanes: 2, nextAt: at, nextReason: 'rate' }, 'no_free_slot'],
  ['its rate says later', {}, { nextAt: at, nextReason: 'rate' }, 'rate'],
  ['the host says later', {}, { nextAt: at, nextReason: 'host' }, 'host'],
  ['the accounts are busy', {}, { nextAt: at, nextReason: 'account' }, 'account'],
  ['a retry is to come', {}, { nextAt: at }, 'retry'],
] as const)('says why a batch does not move when %s', (_name, batch, lanes, code) => {
  const waiting = whyWaiting({ ...BATCH, ...batch }, { ...LANES, ...lanes });
  expect(waiting?.code ?? null).toBe(code);
  if (waiting) expect(waiting.text).toMatch(/^[A-Z].*\.$/);
});
