import { eventText, type WriteEvents } from '@/app/_http/sse';
import type { Context } from '@/lib/services/context';
import { doRowsMove } from './batch-snapshot';
import { createKnownBatch } from './known-batch';
import { log } from './log';

/**
 * From one look to the next: at most four a second, whatever is hinted. Rows are recorded without a notification of
 * their own, so a batch whose rows move is looked at as often anyway.
 */
const LOOK_EVERY_MS = 250;
/** While the file is imported, which is not notified either, and each look is at the whole. */
const LOOK_AT_IMPORT_EVERY_MS = 500;

export interface BatchChannel {
  /** Adds a listener and gives it the present state; the function removes it again. */
  add(write: WriteEvents): Promise<() => void>;
  /** Something may have changed: look soon. */
  hint(): void;
  close(): void;
}

/**
 * All listeners of one batch: a look, and the text of what it found, is made once for all of them.
 * @param onEmpty called when the last one has left
 */
export function openBatchChannel(context: Context, batchId: string, onEmpty: () => void): BatchChannel {
  const listeners = new Set<WriteEvents>();
  const batch = createKnownBatch(context, batchId);
  let timer: NodeJS.Timeout | undefined;
  let dueAt = Number.POSITIVE_INFINITY;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let isHinted = false;
  // Those who wait for their first snapshot: a page that follows another one comes while the other leaves.
  let joining = 0;

  const close = () => {
    clearTimeout(timer);
    dueAt = Number.POSITIVE_INFINITY;
  };
  /** After a quiet while at once. */
  const lookAfter = (ms: number) => {
    const at = Math.max(performance.now(), lookedAt + ms);
    if (listeners.size + joining === 0 || at >= dueAt) return;
    close();
    dueAt = at;
    timer = setTimeout(lookNow, at - performance.now());
  };
  const look = async (isWhole: boolean) => {
    const events = await batch.look(isWhole);
    if (events.length === 0) return;
    const text = events.map(({ name, data }) => eventText(name, data)).join('');
    for (const write of listeners) write(text);
  };
  const lookNow = () => {
    const isWhole = isHinted;
    isHinted = false;
    dueAt = Number.POSITIVE_INFINITY;
    lookedAt = performance.now();
    look(isWhole).then(goOn, (error: unknown) => {
      log.warn({ err: error, batch: batchId }, 'cannot look at a watched batch');
      isHinted = true;
      lookAfter(LOOK_EVERY_MS);
    });
  };
  const goOn = () => {
    if (batch.snapshot?.status === 'importing') lookAfter(LOOK_AT_IMPORT_EVERY_MS);
    else if (batch.snapshot && doRowsMove(batch.snapshot)) lookAfter(LOOK_EVERY_MS);
  };
  const endIfEmpty = () => {
    if (listeners.size > 0 || joining > 0) return;
    close();
    onEmpty();
  };
  return {
    add: async (write) => {
      joining += 1;
      lookedAt = performance.now();
      try {
        await look(true);
        write(eventText('snapshot', batch.snapshot));
        listeners.add(write);
        goOn();
      } finally {
        joining -= 1;
        endIfEmpty();
      }
      return () => {
        listeners.delete(write);
        endIfEmpty();
      };
    },
    hint: () => {
      isHinted = true;
      lookAfter(LOOK_EVERY_MS);
    },
    close,
  };
}
