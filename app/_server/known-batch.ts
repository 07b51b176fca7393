import type { Context } from '@/lib/services/context';
import {
  type BatchEvent,
  type BatchSnapshot,
  batchEvents,
  doRowsMove,
  readCounts,
  readSnapshot,
} from './batch-snapshot';

/** From one look at all of a batch to the next, while its counts are looked at in between. */
const WHOLE_EVERY_MS = 1000;

/** What all who listen to a batch know of it. */
export interface KnownBatch {
  /** Null before the first look. */
  readonly snapshot: BatchSnapshot | null;
  /**
   * Looks at the batch. @param isHinted more than rows may have moved
   * @returns what to tell those who knew the snapshot before
   * @throws NotFoundError
   */
  look(isHinted: boolean): Promise<readonly BatchEvent[]>;
}

/** Looks may overlap: what one found that began before another that is done already is older, and passed over. */
export function createKnownBatch(context: Context, batchId: string): KnownBatch {
  let known: BatchSnapshot | null = null;
  let knownNo = 0;
  let begunNo = 0;
  let wholeDueAt = 0;
  let wholesUnderWay = 0;

  const lookAtWhole = async (): Promise<BatchSnapshot> => {
    wholeDueAt = performance.now() + WHOLE_EVERY_MS;
    wholesUnderWay += 1;
    try {
      return await readSnapshot(context, batchId);
    } finally {
      wholesUnderWay -= 1;
    }
  };
  const lookAtCounts = async (): Promise<BatchSnapshot | null> => {
    // Not beside a look at the whole: what that finds besides would be passed over.
    const isWholeDue = wholesUnderWay > 0 || performance.now() >= wholeDueAt;
    return known && doRowsMove(known) && !isWholeDue ? readCounts(context, known) : null;
  };
  return {
    get snapshot() {
      return known;
    },
    look: async (isHinted) => {
      begunNo += 1;
      const no = begunNo;
      const now = (isHinted ? null : await lookAtCounts()) ?? (await lookAtWhole());
      if (no < knownNo) return [];
      const events = batchEvents(known, now);
      known = now;
      knownNo = no;
      return events;
    },
  };
}
