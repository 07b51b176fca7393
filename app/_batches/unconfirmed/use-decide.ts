'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/app/_components/api-client';
import { notifyDone, notifyFailed } from '@/app/_components/ui/toast';
import type { VerifyResultJson } from '@/lib/domain/wire/verification';
import { batchKeys } from '../batch-queries';
import { rowsText } from '../format';

export type Decision = 'verify' | 'completed' | 'failed' | 'pending';

const DONE: Readonly<Record<Exclude<Decision, 'verify'>, string>> = {
  completed: 'marked completed.',
  failed: 'marked failed.',
  pending: 'will run again.',
};

/** Asks the site about rows, or decides them; says what became of it. */
export function useDecide(batchId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ decision, rows }: { decision: Decision; rows: readonly number[] }) => {
      if (decision === 'verify') {
        const body = { row_indexes: rows };
        const { asked } = await api.post<VerifyResultJson>(`/batches/${batchId}/verify`, { body });
        return `The site is asked about ${rowsText(asked)}.`;
      }
      await api.post(`/batches/${batchId}/resolve`, { body: { status: decision, row_indexes: rows } });
      return `${rowsText(rows.length)} ${DONE[decision]}`;
    },
    onSuccess: (message) => notifyDone(message),
    onError: (error, { decision }) =>
      notifyFailed(decision === 'verify' ? 'Could not ask the site' : 'Could not decide the rows', error),
    onSettled: () => client.invalidateQueries({ queryKey: batchKeys.all(batchId) }),
  });
}
