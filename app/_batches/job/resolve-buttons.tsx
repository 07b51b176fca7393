'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { Notice } from '@/app/_components/ui/notice';
import { notifyDone, notifyFailed } from '@/app/_components/ui/toast';
import type { JobDetailJson } from '@/lib/domain/wire/job-detail';
import { batchKeys } from '../batch-queries';

type Decision = 'completed' | 'failed' | 'pending';

/** A person says what became of a row that may have been submitted. */
export function ResolveButtons({ job }: { job: JobDetailJson }) {
  const client = useQueryClient();
  const resolve = useMutation({
    mutationFn: (status: Decision) =>
      api.post<JobDetailJson>(`/batches/${job.batch_id}/jobs/${job.row_index}/resolve`, { body: { status } }),
    onSuccess: (decided) => {
      client.setQueryData(batchKeys.job(job.batch_id, job.row_index), decided);
      notifyDone(`Row ${job.row_index + 1} is ${decided.status} now.`);
      return client.invalidateQueries({ queryKey: batchKeys.all(job.batch_id) });
    },
    onError: (error) => notifyFailed('Could not decide the row', error),
  });
  return (
    <Notice tone="warning" title="Was it done? Furrow cannot tell, so it did nothing more.">
      <p>Look in the target system for this row, then say what you found.</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button disabled={resolve.isPending} onClick={() => resolve.mutate('completed')}>
          It was done
        </Button>
        <Button disabled={resolve.isPending} onClick={() => resolve.mutate('failed')}>
          It was not done
        </Button>
        <Button disabled={resolve.isPending} onClick={() => resolve.mutate('pending')}>
          It was not done: run it again
        </Button>
      </div>
    </Notice>
  );
}
