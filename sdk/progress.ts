import { ENDED_JOB_STATES, type JobCounts } from '../lib/domain/job-state';

/**
 * Called after every row that ends, whatever its end.
 * @param ended rows of this execution that have ended; @param total rows it has; @param counts jobs of the whole batch
 */
export type OnProgress = (ended: number, total: number, counts: JobCounts) => unknown;

/**
 * The counts after each row that ended between two looks, the last being `after`: two rows that end between looks are
 * still told one by one.
 */
export function countsBetween(before: JobCounts, after: JobCounts): JobCounts[] {
  const ended = ENDED_JOB_STATES.flatMap((state) =>
    Array.from({ length: Math.max(0, after[state] - before[state]) }, () => state),
  );
  const steps: JobCounts[] = [after];
  let counts = after;
  for (const state of ended.slice(1).reverse()) {
    counts = { ...counts, [state]: counts[state] - 1, pending: counts.pending + 1 };
    steps.unshift(counts);
  }
  return ended.length === 0 ? [] : steps;
}
