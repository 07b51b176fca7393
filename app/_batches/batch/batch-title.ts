import { endedJobs } from '@/lib/domain/job-state';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { percentOf } from '../format';

/** "41 % · Orders May" while a batch moves: the tab tells how far it is. */
export function batchTitle(batch: BatchJson): string {
  const isMoving = batch.status === 'running' || batch.status === 'stopping';
  if (isMoving) return `${percentOf(endedJobs(batch.counts), batch.total_jobs)} % · ${batch.name}`;
  return batch.status === 'finished' ? batch.name : `${batch.status} · ${batch.name}`;
}
