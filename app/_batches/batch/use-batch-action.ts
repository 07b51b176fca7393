'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/app/_components/api-client';
import { notifyDone, notifyFailed } from '@/app/_components/ui/toast';
import type { BegunOperationJson } from '@/lib/domain/wire/operation';
import type { RetryResultJson } from '@/lib/domain/wire/retry';
import { batchKeys } from '../batch-queries';
import { countText, rowsText } from '../format';
import type { RetryRequest } from '../job-table/row-selection';

export type BatchAction =
  | { readonly verb: 'start' | 'resume' | 'stop' }
  | { readonly verb: 'pause'; readonly mode?: 'now' }
  | {
      readonly verb: 'retry';
      readonly status?: 'failed' | 'stopped';
      readonly group?: string;
      readonly jobIds?: readonly string[];
      /** Rows in the words of the API. */
      readonly rows?: RetryRequest;
      /** Of the automation; `latest` holds for all rows of the batch that run from now on. */
      readonly version?: 'same' | 'latest';
    };

async function send(batchId: string, action: BatchAction): Promise<string | null> {
  if (action.verb !== 'retry') {
    const body = action.verb === 'pause' && action.mode ? { body: { mode: action.mode } } : undefined;
    await api.post(`/batches/${batchId}/${action.verb}`, body);
    return null;
  }
  const { status, group, jobIds, version, rows } = action;
  const body = { status, group, job_ids: jobIds, ...rows, automation_version: version };
  const result = await api.post<RetryResultJson | BegunOperationJson>(`/batches/${batchId}/retry`, { body });
  // How far it has come stands on the batch's page.
  if ('operation_id' in result) return 'The rows are being put back, and run as they come.';
  const left = result.skipped > 0 ? `, ${countText(result.skipped)} left as they are` : '';
  return `${rowsText(result.retried)} will run again${left}.`;
}

/** Changes a batch and shows the outcome; a refusal says why. */
export function useBatchAction(batchId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: BatchAction) => send(batchId, action),
    onSuccess: (message) => {
      if (message !== null) notifyDone(message);
    },
    onError: (error, action) => notifyFailed(`Could not ${action.verb} the batch`, error),
    onSettled: () => client.invalidateQueries({ queryKey: batchKeys.all(batchId) }),
  });
}
