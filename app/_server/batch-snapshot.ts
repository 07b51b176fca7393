import { JOB_STATES, totalJobs } from '@/lib/domain/job-state';
import { type BatchListItemJson, toBatchListItemJson } from '@/lib/domain/wire/batch';
import { getBatchProgress, getBatchWithBuckets } from '@/lib/services/batches/get-batch';
import type { Context } from '@/lib/services/context';

/** All that a batch's stream tells: the batch, its counts, and the buckets of its field. */
export type BatchSnapshot = BatchListItemJson;

type Bucket = BatchSnapshot['buckets'][number];

export interface BatchEvent {
  readonly name: 'snapshot' | 'progress' | 'job' | 'batch';
  readonly data: unknown;
}

/** More changed rows than this are announced as `many`. */
const MAX_ROWS = 50;

export async function readSnapshot(context: Context, batchId: string): Promise<BatchSnapshot> {
  return toBatchListItemJson(await getBatchWithBuckets(context, { batchId }), context.publicUrl);
}

/**
 * The batch as it was, with its present counts: costs a fraction of the whole. Null when they do not add up to the jobs
 * that were known: more than rows has moved.
 */
export async function readCounts(context: Context, before: BatchSnapshot): Promise<BatchSnapshot | null> {
  const { buckets, counts } = await getBatchProgress(context, { batchId: before.id });
  return totalJobs(counts) === before.total_jobs ? { ...before, counts, buckets: [...buckets] } : null;
}

/** Whether rows of the batch can move, which is not notified. */
export function doRowsMove({ status }: BatchSnapshot): boolean {
  return status === 'running' || status === 'stopping';
}

/** What to tell somebody who knew `before` (nothing at first) now that the batch is `now`. */
export function batchEvents(before: BatchSnapshot | null, now: BatchSnapshot): BatchEvent[] {
  if (before === null) return [{ name: 'snapshot', data: now }];
  const events: BatchEvent[] = [];
  const changed = now.buckets.filter((bucket, i) => !isSameBucket(bucket, before.buckets[i]));
  if (changed.length > 0) {
    const { counts, total_jobs, rows_per_minute, seconds_left } = now;
    const progress = { counts, total_jobs, rows_per_minute, seconds_left, buckets: changed };
    events.push({ name: 'progress', data: progress }, { name: 'job', data: changedRows(changed) });
  }
  if (!isSame(stateOf(before), stateOf(now))) {
    const { buckets: _buckets, ...batch } = now;
    events.push({ name: 'batch', data: batch });
  }
  return events;
}

function isSameBucket(bucket: Bucket, before: Bucket | undefined): boolean {
  const isSameStretch = before?.from === bucket.from && before.to === bucket.to;
  return isSameStretch && JOB_STATES.every((state) => before[state] === bucket[state]);
}

function changedRows(changed: BatchSnapshot['buckets']): { rows: number[] } | { many: true } {
  const isExact = changed.length <= MAX_ROWS && changed.every((bucket) => bucket.from === bucket.to);
  return isExact ? { rows: changed.map((bucket) => bucket.from) } : { many: true };
}

/** What changes by a decision, not by the progress of rows. */
function stateOf(batch: BatchSnapshot): object {
  const { status, reason, reason_text, outcome, name, automation, automations, settings } = batch;
  const { imported_rows, total_jobs, waiting, kept_at, deletes_at } = batch;
  return {
    ...{ status, reason, reason_text, outcome, name, automation, automations, settings },
    ...{ imported_rows, total_jobs, waiting, kept_at, deletes_at },
    // Where no row moves, nothing else tells that the pace shown is over.
    isStill: batch.rows_per_minute === 0,
  };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
