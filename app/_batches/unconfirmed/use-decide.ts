'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/app/_components/api-client';
import { notifyDone, notifyFailed } from '@/app/_components/ui/toast';
import type { Resolution } from '@/lib/domain/resolution';
import type { BegunOperationJson } from '@/lib/domain/wire/operation';
import type { ChosenRowsJson, ResolveResultJson, VerifyResultJson } from '@/lib/domain/wire/verification';
import { batchKeys } from '../batch-queries';
import { rowsText } from '../format';
import { inboxKeys } from './inbox-queries';

export type Decision = 'verify' | Resolution;

const DONE: Readonly<Record<Resolution, string>> = {
  completed: 'marked completed.',
  failed: 'marked failed.',
  pending: 'will run again.',
};

/** @returns what became of it, in words */
async function send(batchId: string, decision: Decision, rows: ChosenRowsJson): Promise<string> {
  if (decision === 'verify') {
    const { asked } = await api.post<VerifyResultJson>(`/batches/${batchId}/verify`, { body: rows });
    return `The site is asked about ${rowsText(asked)}.`;
  }
  const result = await api.postOnce<ResolveResultJson | BegunOperationJson>(`/batches/${batchId}/resolve`, {
    body: { status: decision, ...rows },
  });
  // How far it has come stands beside the batch.
  if ('operation_id' in result) return 'The rows are being decided.';
  return `${rowsText(result.resolved)} ${DONE[decision]}`;
}

/** Asks the site about rows, or decides them; says what became of it. */
export function useDecide(batchId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ decision, rows }: { decision: Decision; rows: ChosenRowsJson }) =>
      send(batchId, decision, rows),
    onSuccess: (message) => notifyDone(message),
    onError: (error, { decision }) =>
      notifyFailed(decision === 'verify' ? 'Could not ask the site' : 'Could not decide the rows', error),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: batchKeys.all(batchId) }),
        client.invalidateQueries({ queryKey: inboxKeys.all }),
      ]),
  });
}
