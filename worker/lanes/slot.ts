import type { AttemptRecord, Claim, LaneHold } from '../../lib/domain/lane';
import { buildRecord } from './build-record';
import type { HeldLane, HeldLanes } from './held-lanes';
import type { IdleSlots } from './idle-slots';
import type { AttemptRunner, Brake, LaneStore } from './lane-store';
import type { Lease } from './lease';
import { pause } from './pause';
import { abortCause } from './row-abort';
import { startProgress } from './row-progress';
import type { Timings } from './timings';

export interface SlotParts {
  readonly store: LaneStore;
  readonly runner: AttemptRunner;
  readonly lanes: HeldLanes;
  readonly lease: Lease;
  readonly idle: IdleSlots;
  readonly timings: Timings;
  /** Fires when the worker takes no more rows. */
  readonly draining: AbortSignal;
  /** It takes no rows for now; those that run end as ever. */
  readonly isDraining: () => boolean;
  readonly onError: (error: unknown, hold?: LaneHold) => void;
  readonly onRow?: (hold: LaneHold, record: AttemptRecord, claim: Claim) => void;
}

/**
 * One of the worker's places: takes a lane, works on it for a slice, gives it back, until the worker drains.
 * @param take which lanes it takes
 */
export async function runSlot(parts: SlotParts, take: () => Promise<LaneHold | null>): Promise<void> {
  const { timings, draining } = parts;
  let waitMs = timings.pollMinMs;
  while (!draining.aborted) {
    const hasWorked = await takeAndWork(parts, take);
    waitMs = hasWorked ? timings.pollMinMs : Math.min(waitMs * 2, timings.pollMaxMs);
    if (!hasWorked) await parts.idle.wait(waitMs * (0.5 + Math.random() / 2), draining);
  }
}

async function takeAndWork(parts: SlotParts, take: () => Promise<LaneHold | null>): Promise<boolean> {
  if (!parts.lease.isHeld() || parts.isDraining()) return false;
  let lane: HeldLane | null = null;
  try {
    const hold = await take();
    if (!hold) return false;
    parts.idle.call();
    lane = parts.lanes.add(hold);
    return await workSlice(parts, lane);
  } catch (error) {
    parts.onError(error, lane?.hold);
    // Whatever the database made of it: the stop watcher finds a lane that nobody works on and abandons it.
    return false;
  } finally {
    if (lane) parts.lanes.remove(lane);
  }
}

/** A limit that passes sooner is waited for in the slot; else another batch can use it meanwhile. */
const SLOT_WAIT_SECONDS = 2;

/** @returns whether at least one row was run. */
async function workSlice(parts: SlotParts, lane: HeldLane): Promise<boolean> {
  const { store, timings, draining } = parts;
  // One a slice, so that neither the rows to run nor those to ask about wait for all of the others.
  const verification = await store.claimVerification(lane.hold);
  let hasRun = verification !== null;
  if (verification && !(await runRow(parts, lane, verification))) return hasRun;
  const sliceEndsAtMs = performance.now() + timings.sliceMs;
  const mayGoOn = () => !draining.aborted && !parts.isDraining() && !lane.controller.signal.aborted;
  while (performance.now() < sliceEndsAtMs && mayGoOn()) {
    const answer = await store.claimJob(lane.hold);
    if (answer.kind === 'lost') return hasRun;
    if (answer.kind === 'idle') {
      await store.restLane(lane.hold);
      return hasRun;
    }
    if (answer.kind === 'refused') {
      if (answer.waitSeconds >= SLOT_WAIT_SECONDS) {
        await store.waitLane(lane.hold, answer);
        return hasRun;
      }
      await pause(answer.waitSeconds * 1000, AbortSignal.any([draining, lane.controller.signal]));
      continue;
    }
    const isStillOurs = await runRow(parts, lane, answer.claim);
    hasRun = true;
    if (!isStillOurs) return hasRun;
  }
  await store.releaseLane(lane.hold);
  return hasRun;
}

/** @returns false when the lane was lost: nothing was written and nothing more may be done with it. */
async function runRow(parts: SlotParts, lane: HeldLane, claim: Claim): Promise<boolean> {
  const { signal } = lane.controller;
  const progress = startProgress(claim);
  lane.progress = progress;
  const outcome = await parts.runner.run(lane.hold, claim, signal, progress);
  if (abortCause(signal) === 'lost') {
    await outcome.closed;
    return false;
  }
  const record = buildRecord(claim, outcome, Math.random());
  const brake = {
    breakAtEqualFailures: claim.settings.break_at_equal_failures,
    breakAtFailureRate: claim.settings.break_at_failure_rate,
  };
  const [isWritten] = await Promise.all([recordUntilLost(parts, lane, record, brake), outcome.closed]);
  lane.progress = null;
  if (isWritten) parts.onRow?.(lane.hold, record, claim);
  return isWritten;
}

/** A row's end is worth waiting for: while the lease lasts, a database that is away for a moment is asked again. */
async function recordUntilLost(
  parts: SlotParts,
  lane: HeldLane,
  record: AttemptRecord,
  brake: Brake,
): Promise<boolean> {
  for (;;) {
    try {
      return await parts.store.recordAttempt(lane.hold, record, brake);
    } catch (error) {
      parts.onError(error, lane.hold);
      if (!parts.lease.isHeld()) return false;
      await pause(parts.timings.pollMaxMs, AbortSignal.timeout(parts.timings.pollMaxMs));
    }
  }
}
