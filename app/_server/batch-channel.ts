import type { Context } from '@/lib/services/context';
import { type BatchSnapshot, isMoving, readSnapshot } from './batch-snapshot';
import { log } from './log';

/**
 * From one look to the next: at most two a second, whatever is hinted. Rows are recorded without a notification of their
 * own, so a batch that moves is looked at as often anyway.
 */
const LOOK_EVERY_MS = 500;

export interface BatchChannel {
  /** Adds a listener and gives it the present state; the function removes it again. */
  add(onSnapshot: (snapshot: BatchSnapshot) => void): Promise<() => void>;
  /** Something may have changed: look soon. */
  hint(): void;
  close(): void;
}

/** All listeners of one batch. @param onEmpty called when the last one has left */
export function openBatchChannel(context: Context, batchId: string, onEmpty: () => void): BatchChannel {
  const listeners = new Set<(snapshot: BatchSnapshot) => void>();
  let timer: NodeJS.Timeout | undefined;
  let dueAt = Number.POSITIVE_INFINITY;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let hintCount = 0;
  // Those who wait for their first snapshot: a page that follows another one comes while the other leaves.
  let joining = 0;

  const close = () => {
    clearTimeout(timer);
    dueAt = Number.POSITIVE_INFINITY;
  };
  const lookIn = (ms: number) => {
    const at = performance.now() + ms;
    if (listeners.size === 0 || at >= dueAt) return;
    close();
    dueAt = at;
    timer = setTimeout(look, ms);
  };
  /** After a quiet while at once. */
  const lookAgain = () => lookIn(Math.max(0, lookedAt + LOOK_EVERY_MS - performance.now()));
  const look = () => {
    dueAt = Number.POSITIVE_INFINITY;
    lookedAt = performance.now();
    readSnapshot(context, batchId).then(
      (snapshot) => {
        for (const listener of listeners) listener(snapshot);
        if (isMoving(snapshot)) lookAgain();
      },
      (error: unknown) => {
        log.warn({ err: error, batch: batchId }, 'cannot look at a watched batch');
        lookAgain();
      },
    );
  };
  const endIfEmpty = () => {
    if (listeners.size > 0 || joining > 0) return;
    close();
    onEmpty();
  };
  return {
    add: async (listener) => {
      const hintsBefore = hintCount;
      joining += 1;
      try {
        const snapshot = await readSnapshot(context, batchId);
        listeners.add(listener);
        listener(snapshot);
        // What was hinted meanwhile may be newer than what was read.
        if (hintCount > hintsBefore) lookIn(0);
        else if (isMoving(snapshot)) lookIn(LOOK_EVERY_MS);
      } finally {
        joining -= 1;
        endIfEmpty();
      }
      return () => {
        listeners.delete(listener);
        endIfEmpty();
      };
    },
    hint: () => {
      hintCount += 1;
      lookAgain();
    },
    close,
  };
}
