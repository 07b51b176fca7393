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
  return { ...known, ...progress, buckets: withChanges(known.buckets, buckets) };
}

/** A page that was opened while the file was imported knows no bucket yet: changes may also bring new ones. */
function withChanges(known: LiveBatch['buckets'], changed: LiveBatch['buckets']): LiveBatch['buckets'] {
  const all = new Map([...known, ...changed].map((bucket) => [bucket.from, bucket]));
  return [...all.values()].sort((one, other) => one.from - other.from);
}
