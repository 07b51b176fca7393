'use client';

import type { BatchJson } from '@/lib/domain/wire/batch';
import type { JobDetailJson } from '@/lib/domain/wire/job-detail';
import { RetryButton } from '../batch/retry-button';
import { useBatchAction } from '../batch/use-batch-action';

/** Runs this row again, with a full budget of retries. */
export function JobRetryButton({ job, batch }: { job: JobDetailJson; batch: BatchJson }) {
  const action = useBatchAction(batch.id);
  const canRetry = job.status === 'failed' || job.status === 'stopped';
  if (!canRetry || batch.status === 'stopping') return null;
  return (
    <RetryButton
      batch={batch}
      size="sm"
      isBusy={action.isPending}
      onRetry={(version) => action.mutate({ verb: 'retry', jobIds: [job.job_id], version })}
    >
      Retry row
    </RetryButton>
  );
}
