import { expect, it } from 'vitest';
import { createHeldLanes } from '@/worker/lanes/held-lanes';
import { createIdleSlots } from '@/worker/lanes/idle-slots';
import type { AttemptRunner } from '@/worker/lanes/lane-store';
import { createLease } from '@/worker/lanes/lease';
import { runSlot, type SlotParts } from '@/worker/lanes/slot';
import { DEFAULT_TIMINGS } from '@/worker/lanes/timings';
import { MemoryBatch } from './support/memory-lane-store';
import { waitUntil } from './support/process-state';

const HOUR_MS = 3_600_000;

it('a slot that finds a lane calls the one that waits', async () => {
  const batch = new MemoryBatch(2, { concurrency: 2 });
  const store = batch.store();
  const draining = new AbortController();
  const lease = createLease(HOUR_MS, () => undefined);
  lease.extend(performance.now());
  let running = 0;
  // Rows that do not end: only two slots run both.
  const run: AttemptRunner['run'] = () => {
    running += 1;
    return new Promise(() => undefined);
  };
  const errors: unknown[] = [];
  const parts: SlotParts = {
    ...{ store, runner: { run }, lanes: createHeldLanes(), lease, idle: createIdleSlots() },
    ...{ draining: draining.signal, isDraining: () => false, onError: (error) => errors.push(error) },
    timings: { ...DEFAULT_TIMINGS, pollMinMs: 1, pollMaxMs: 5 },
  };
  let asked = 0;
  const seldom = { ...parts, timings: { ...DEFAULT_TIMINGS, pollMinMs: HOUR_MS, pollMaxMs: HOUR_MS } };
  void runSlot(seldom, async () => (++asked === 1 ? null : store.takeLane()));
  // The batch starts when the other has looked in vain.
  void runSlot(parts, async () => (asked === 0 ? null : store.takeLane()));
  await waitUntil('both rows run', () => running === 2);
  expect(asked).toBe(2);
  expect(errors).toEqual([]);
  draining.abort();
  lease.end();
});

it('ends a wait with its signal', async () => {
  const idle = createIdleSlots();
  const ending = new AbortController();
  const wait = idle.wait(HOUR_MS, ending.signal);
  ending.abort();
  await wait;
  await idle.wait(HOUR_MS, ending.signal);
});
