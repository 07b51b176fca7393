import type { BatchState } from './batch-state';
import type { JobCounts } from './job-state';

const DAY_MS = 24 * 3600_000;

export interface AgingBatch {
  readonly state: BatchState;
  readonly finishedAt: Date | null;
  /** When a person decided about a row of it after its end. */
  readonly decidedAt: Date | null;
  /** Since when it is not deleted for its age, because somebody said so. */
  readonly keptAt: Date | null;
}

/**
 * When a batch becomes so old that it is deleted, as it stands now; lib/db/sql/mark-batches-deleted says the same in SQL. Null: it is not
 * deleted by itself, for it has not ended, somebody keeps it, rows of it are to be decided, or nothing is deleted for its age.
 * @param days how long batches are kept
 */
export function deletionTime(batch: AgingBatch, counts: JobCounts, days: number | undefined): Date | null {
  const { state, finishedAt, decidedAt, keptAt } = batch;
  if (days === undefined || state !== 'finished' || finishedAt === null || keptAt !== null) return null;
  if (counts.unconfirmed + counts.pending + counts.running > 0) return null;
  return new Date(Math.max(finishedAt.getTime(), decidedAt?.getTime() ?? 0) + days * DAY_MS);
}
