'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/app/_components/api-client';
import { notifyDone, notifyFailed } from '@/app/_components/ui/toast';
import type { JobDetailJson } from '@/lib/domain/wire/job-detail';
import { batchKeys } from '../batch-queries';
import { countText } from '../format';
import { checkRow, type RowChanges } from './use-row-check';

interface RowEdit {
  readonly changes: RowChanges;
  /** Whether the row runs again with them. */
  readonly isRun: boolean;
}

/** Checks the new values once more, keeps them, and runs the row; with `problems` nothing was changed. */
export function useEditRow(job: JobDetailJson, onDone: () => void) {
  const client = useQueryClient();
  const row = `Row ${countText(job.row_index + 1)}`;
  return useMutation({
    mutationFn: async ({ changes, isRun }: RowEdit) => {
      const check = await checkRow(job, changes);
      if (check.problems.length > 0) {
        client.setQueryData(batchKeys.rowCheck(job.batch_id, job.row_index, changes), check);
        return check;
      }
      await api.patch(`/batches/${job.batch_id}/jobs/${job.row_index}`, { body: { row_data: changes } });
      if (isRun) await runAgain(job, row);
      else notifyDone(`${row} changed`);
      onDone();
      return check;
    },
    onError: (error) => notifyFailed(`${row} was not changed`, error),
    onSettled: () => client.invalidateQueries({ queryKey: batchKeys.all(job.batch_id) }),
  });
}

async function runAgain(job: JobDetailJson, row: string): Promise<void> {
  try {
    await api.post(`/batches/${job.batch_id}/retry`, { body: { job_ids: [job.job_id] } });
    notifyDone(`${row} changed; it will run again.`);
  } catch (error) {
    notifyFailed(`${row} was changed, but does not run again`, error);
  }
}
