import { type BatchListItemJson, toBatchListItemJson } from '@/lib/domain/wire/batch';
import { getBatchWithBuckets } from '@/lib/services/batches/get-batch';
import type { Context } from '@/lib/services/context';

/** All that a batch's stream tells: the batch, its counts, and the buckets of its field. */
export type BatchSnapshot = BatchListItemJson;

export interface BatchEvent {
  readonly name: 'snapshot' | 'progress' | 'job' | 'batch';
  readonly data: unknown;
}

/** More changed rows than this are announced as `many`. */
const MAX_ROWS = 50;

export async function readSnapshot(context: Context, batchId: string): Promise<BatchSnapshot> {
  return toBatchListItemJson(await getBatchWithBuckets(context, { batchId }), context.publicUrl);
}

/** Whether the batch can change without a notification. */
export function isMoving({ status }: BatchSnapshot): boolean {
  return status === 'importing' || status === 'running' || status === 'stopping';
}

/** What to tell somebody who knew `before` (nothing at first) now that the batch is `now`. */
export function batchEvents(before: BatchSnapshot | null, now: BatchSnapshot): BatchEvent[] {
  if (before === null) return [{ name: 'snapshot', data: now }];
  const events: BatchEvent[] = [];
  const changed = now.buckets.filter((bucket, i) => !isSame(bucket, before.buckets[i]));
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

function changedRows(changed: BatchSnapshot['buckets']): { rows: number[] } | { many: true } {
  const isExact = changed.length <= MAX_ROWS && changed.every((bucket) => bucket.from === bucket.to);
  return isExact ? { rows: changed.map((bucket) => bucket.from) } : { many: true };
}

/** What changes by a decision, not by the progress of rows. */
function stateOf(batch: BatchSnapshot): object {
  const { status, reason, reason_text, outcome, name, automation, automations, settings } = batch;
  const { imported_rows, total_jobs, waiting } = batch;
  return {
    ...{ status, reason, reason_text, outcome, name, automation, automations, settings },
    ...{ imported_rows, total_jobs, waiting },
    // Where no row moves, nothing else tells that the pace shown is over.
    isStill: batch.rows_per_minute === 0,
  };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
