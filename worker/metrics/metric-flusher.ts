import type { MetricEntry, MetricSums } from '../../lib/domain/metrics';
import type { BrowserRecycles } from '../../lib/domain/worker-status';

export interface MetricFlusherParts {
  readonly sums: MetricSums;
  readonly readRecycles: () => BrowserRecycles['recycles'];
  /** The same number twice must count once: an answer may get lost on the way. */
  readonly add: (entries: readonly MetricEntry[], no: number) => Promise<void>;
}

/**
 * Takes what was counted to the database, all of it and none of it twice while the worker lives. A worker that is killed
 * takes along what it counted since the last time: five seconds at most.
 */
export function createMetricFlusher({ sums, readRecycles, add }: MetricFlusherParts): () => Promise<void> {
  let no = 0;
  let unsaved: MetricEntry[] = [];
  let saving: Promise<void> = Promise.resolve();
  const known: Partial<Record<string, number>> = {};

  function countRecycles(): void {
    for (const [reason, count = 0] of Object.entries(readRecycles())) {
      const more = count - (known[reason] ?? 0);
      if (more > 0) sums.count('browser_recycles', { reason }, more);
      known[reason] = count;
    }
  }

  async function save(): Promise<void> {
    if (unsaved.length === 0) {
      countRecycles();
      unsaved = sums.take();
      no += 1;
    }
    await add(unsaved, no);
    unsaved = [];
  }

  return () => {
    saving = saving.catch(() => undefined).then(save);
    return saving;
  };
}
