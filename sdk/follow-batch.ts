import { isWaitingForPerson } from '../lib/domain/batch-state';
import { endedJobs, type JobCounts } from '../lib/domain/job-state';
import type { BatchView } from '../lib/services/batches/batch-view';
import { getBatch } from '../lib/services/batches/get-batch';
import type { Context } from '../lib/services/context';
import type { WorkerLogger } from '../worker/log';
import type { Alarm } from './alarm';
import { countsBetween, type OnProgress } from './progress';

/** Rows may also be run by other workers, which nobody tells us of. */
const LOOK_EVERY_MS = 250;

export interface FollowOptions {
  readonly onProgress: OnProgress | undefined;
  readonly log: Pick<WorkerLogger, 'warn'>;
  /** Rings when a row may have ended. */
  readonly alarm: Alarm;
}

/**
 * Tells of every row that ends, until the batch is finished or waits for a person.
 * @param total rows that are to end, for the progress
 */
export async function followBatch(
  context: Context,
  first: BatchView,
  total: number,
  { onProgress, log, alarm }: FollowOptions,
): Promise<BatchView> {
  const endedBefore = first.totalJobs - total;
  let counts = first.counts;
  for (;;) {
    const batch = await getBatch(context, { batchId: first.id });
    for (const step of countsBetween(counts, batch.counts)) {
      tell(onProgress, log, endedJobs(step) - endedBefore, total, step);
    }
    counts = batch.counts;
    if (batch.state === 'finished' || batch.state === 'failed') return batch;
    // Rows that run while a batch is paused still end: wait for them.
    if (isWaitingForPerson(batch) && batch.counts.running === 0) return batch;
    await alarm.wait(LOOK_EVERY_MS);
  }
}

/** An error in a callback is its own affair: it is noted by its name only, for its message may hold a cell. */
function tell(
  onProgress: OnProgress | undefined,
  log: Pick<WorkerLogger, 'warn'>,
  ended: number,
  total: number,
  counts: JobCounts,
): void {
  const note = (error: unknown) =>
    log.warn({ error: error instanceof Error ? error.name : typeof error }, 'onProgress threw');
  try {
    void Promise.resolve(onProgress?.(ended, total, counts)).catch(note);
  } catch (error) {
    note(error);
  }
}
