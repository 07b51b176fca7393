import type { BatchJson } from '@/lib/domain/wire/batch';
import { type LiveBatch, mergeBatch } from '../batch-queries';
import type { StreamEvent } from './shared-stream';

type Progress = Pick<LiveBatch, 'counts' | 'total_jobs' | 'rows_per_minute' | 'seconds_left' | 'buckets'>;

/** The batch after an event of its stream; `progress` brings only the buckets that changed. */
export function applyEvent(known: LiveBatch | undefined, event: StreamEvent): LiveBatch | undefined {
  if (event.name === 'snapshot') return event.data as LiveBatch;
  if (known === undefined || event.name === 'job') return known;
  if (event.name === 'batch') return mergeBatch(known, event.data as BatchJson);
  const { buckets, ...progress } = event.data as Progress;
  const changed = new Map(buckets.map((bucket) => [bucket.from, bucket]));
  return {
    ...known,
    ...progress,
    buckets: known.buckets.map((bucket) => changed.get(bucket.from) ?? bucket),
  };
}
