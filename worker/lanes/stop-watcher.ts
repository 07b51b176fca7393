import { abortLane, type HeldLanes } from './held-lanes';
import type { HeldBatch, LaneStore } from './lane-store';

/**
 * Compares what this worker does with what the database says of its lanes. Ends rows whose batch a person stopped and
 * rows whose lane went to another worker; abandons lanes it holds without knowing (an answer got lost on the way). Has rows
 * that somebody looks at show themselves.
 */
export function createStopWatcher(store: LaneStore, lanes: HeldLanes): () => Promise<void> {
  let strangers = new Set<string>();
  return async () => {
    const askedAtMs = performance.now();
    const held = new Map((await store.heldBatches()).map((batch) => [keyOf(batch), batch]));
    for (const lane of lanes.list()) {
      const batch = held.get(keyOf(lane.hold));
      // Once a batch stops or gives back, the database writes no further commit mark: what is not committed here never is.
      if (batch && !batch.isCommitted) {
        if (batch.state === 'stopping') abortLane(lane, 'stopped');
        if (batch.givesBack) abortLane(lane, 'given_back');
      }
      if (batch?.isWatched) lane.progress?.show?.();
      // A lane taken after the question was asked cannot be in the answer.
      if (!batch && lane.takenAtMs < askedAtMs) abortLane(lane, 'lost');
      held.delete(keyOf(lane.hold));
    }
    // Seen twice in a row: a lane just taken or just given back is no stranger.
    for (const [key, batch] of held) if (strangers.has(key)) await store.abandonLane(batch);
    strangers = new Set(held.keys());
  };
}

function keyOf({ batchId, laneNo, epoch }: Pick<HeldBatch, 'batchId' | 'laneNo' | 'epoch'>): string {
  return `${batchId}/${laneNo}/${epoch}`;
}
