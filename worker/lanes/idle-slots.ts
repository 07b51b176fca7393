import { pause } from './pause';

/** Slots that found nothing to do. */
export interface IdleSlots {
  /** Waits until somebody calls, but no longer than `durationMs` or until the signal fires. */
  wait(durationMs: number, signal: AbortSignal): Promise<void>;
  /** Ends all waits. */
  call(): void;
}

/**
 * The first slot that finds a lane calls the others: a batch that starts has as many lanes as it runs rows at once, and without a call
 * its last row would begin up to a whole pause after its first.
 */
export function createIdleSlots(): IdleSlots {
  const waiting = new Set<() => void>();
  return {
    async wait(durationMs, signal) {
      if (signal.aborted) return;
      const turn = new AbortController();
      const end = () => turn.abort();
      waiting.add(end);
      signal.addEventListener('abort', end, { once: true });
      await pause(durationMs, turn.signal);
      waiting.delete(end);
      signal.removeEventListener('abort', end);
    },
    call() {
      for (const end of waiting) end();
    },
  };
}
