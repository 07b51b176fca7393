import type { LaneHold } from '../../lib/domain/lane';
import { type AbortCause, RowAbort } from './row-abort';
import type { RowProgress } from './row-progress';

/** A lane this worker holds, with the switch that ends the row running in it. */
export interface HeldLane {
  readonly hold: LaneHold;
  readonly takenAtMs: number;
  readonly controller: AbortController;
  /** Of the row that runs in it now. */
  progress: RowProgress | null;
}

/** The lanes of this worker; knows how to end their rows. */
export interface HeldLanes {
  readonly size: number;
  add(hold: LaneHold): HeldLane;
  remove(lane: HeldLane): void;
  list(): readonly HeldLane[];
  abortAll(cause: AbortCause): void;
}

export function createHeldLanes(): HeldLanes {
  const lanes = new Set<HeldLane>();
  return {
    get size() {
      return lanes.size;
    },
    add(hold) {
      const lane = {
        ...{ hold, takenAtMs: performance.now(), progress: null },
        controller: new AbortController(),
      };
      lanes.add(lane);
      return lane;
    },
    remove: (lane) => void lanes.delete(lane),
    list: () => [...lanes],
    abortAll(cause) {
      for (const lane of lanes) abortLane(lane, cause);
    },
  };
}

/** The first cause counts: a later one cannot change how the row is judged. */
export function abortLane(lane: HeldLane, cause: AbortCause): void {
  if (!lane.controller.signal.aborted) lane.controller.abort(new RowAbort(cause));
}
