import type { AttemptRecord, Claim, LaneHold } from '../../lib/domain/lane';
import type { BrowserRecycles } from '../../lib/domain/worker-status';
import { createHeldLanes } from './held-lanes';
import { createIdleSlots } from './idle-slots';
import type { AttemptRunner, LaneStore, WorkerFacts } from './lane-store';
import { createLease } from './lease';
import { pause, repeat } from './pause';
import { createRecentWork } from './recent-work';
import { rowStatuses } from './row-progress';
import { runSlot, type SlotParts } from './slot';
import { createStopWatcher } from './stop-watcher';
import type { Timings } from './timings';

export interface LaneOptions {
  readonly store: LaneStore;
  readonly runner: AttemptRunner;
  readonly slots: number;
  readonly timings: Timings;
  /** MB of the worker and its browsers together, and of the browsers alone. */
  readonly readMemory: () => Promise<Pick<WorkerFacts, 'memoryMb' | 'browserMemoryMb'>>;
  readonly readRecycles?: () => BrowserRecycles;
  /** The lease now ends `leaseMs` after this moment (`performance.now()`). */
  readonly onRenewed?: (sentAtMs: number) => void;
  readonly onError: (error: unknown, hold?: LaneHold) => void;
  readonly onReclaimed?: (counts: { readonly lanes: number; readonly rows: number }) => void;
  readonly onRow?: (hold: LaneHold, record: AttemptRecord, claim: Claim) => void;
  /** Takes what was counted to the database: as often as the lease is renewed, and at the end. */
  readonly flush?: () => Promise<void>;
  /** An administrator asked this worker to take no more rows, or to take rows again. */
  readonly onDrainChanged?: (isDraining: boolean) => void;
}

export interface RunningLanes {
  /** No new claims; running rows get time to end, then are given back; the worker is retired. Safe to call twice. */
  drain(): Promise<void>;
}

/** Registers the worker and starts its slots, heartbeat, reclaimer and stop watcher. */
export async function runLanes(options: LaneOptions): Promise<RunningLanes> {
  const { store, timings, onError } = options;
  const draining = new AbortController();
  const ended = new AbortController();
  const lanes = createHeldLanes();
  const lease = createLease(timings.leaseMs, () => lanes.abortAll('lost'));

  // Read apart from the renewal: a browser that does not answer must not cost the lease.
  let memory = { memoryMb: 0, browserMemoryMb: 0 };
  const measure = async () => {
    memory = await options.readMemory();
  };
  const recent = createRecentWork();
  const status = () => ({
    rows: rowStatuses(lanes.list()),
    recent: recent.read(),
    browsers: options.readRecycles?.() ?? null,
  });
  let isDraining = false;
  const renew = async () => {
    const sentAtMs = performance.now();
    const answer = await store.renewWorker({ ...memory, status: status() });
    if (!answer.isKnown) {
      lanes.abortAll('lost');
      await store.registerWorker();
    }
    lease.extend(sentAtMs);
    options.onRenewed?.(sentAtMs);
    if (answer.isDraining !== isDraining) options.onDrainChanged?.(answer.isDraining);
    isDraining = answer.isDraining;
  };
  const flush = async () => options.flush?.();
  const reclaim = async () => {
    const counts = await store.reclaimLostLanes();
    if (counts.lanes > 0) options.onReclaimed?.(counts);
  };

  const registeredAtMs = performance.now();
  await store.registerWorker();
  lease.extend(registeredAtMs);
  options.onRenewed?.(registeredAtMs);
  const loops = [
    repeat(renew, timings.renewMs, ended.signal, onError),
    repeat(flush, timings.renewMs, ended.signal, onError),
    repeat(measure, timings.renewMs, ended.signal, onError),
    repeat(reclaim, timings.reclaimMs, draining.signal, onError),
    repeat(createStopWatcher(store, lanes), timings.stopWatchMs, ended.signal, onError),
  ];
  const slotParts: SlotParts = {
    ...{ ...options, lanes, lease, idle: createIdleSlots() },
    ...{ draining: draining.signal, isDraining: () => isDraining },
    onRow: (hold, record, claim) => {
      recent.note(record);
      options.onRow?.(hold, record, claim);
    },
  };
  const slots = Array.from({ length: options.slots }, () => runSlot(slotParts, () => store.takeLane()));
  // Somebody waits in front of a try: it must not wait for a place that a batch's long row keeps.
  slots.push(runSlot(slotParts, () => store.takeTryLane()));

  const endEverything = async () => {
    draining.abort();
    const allSlots = Promise.all(slots);
    await waitAtMost(allSlots, timings.drainMs);
    lanes.abortAll('given_back');
    await waitAtMost(allSlots, timings.abortMs);
    ended.abort();
    lease.end();
    await waitAtMost(Promise.all(loops), timings.abortMs);
    await waitAtMost(flush(), timings.abortMs);
    await store.retireWorker().catch(onError);
  };
  let drained: Promise<void> | undefined;
  return { drain: () => (drained ??= endEverything()) };
}

async function waitAtMost(work: Promise<unknown>, timeoutMs: number): Promise<void> {
  const done = new AbortController();
  const finish = () => done.abort();
  work.then(finish, finish);
  await pause(timeoutMs, done.signal);
}
