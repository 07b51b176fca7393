'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/app/_components/api-client';
import { notifyDone, notifyFailed } from '@/app/_components/ui/toast';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { batchKeys } from '../batch-queries';
import { deletionWords } from './deletion-words';

/** Keeps a batch from being deleted for its age, or lets it go; that offers the way back. */
export function useKeep({ id, name }: Pick<BatchJson, 'id' | 'name'>) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: (keep: boolean) => api.patch<BatchJson>(`/batches/${id}`, { body: { keep } }),
    onSuccess: ({ deletes_at: deletesAt }, keep) =>
      keep
        ? notifyDone(`${name} is kept: it is not deleted for its age.`)
        : notifyDone(
            `${name} is no longer kept${deletesAt ? `, and ${deletionWords(deletesAt, Date.now())}` : ''}.`,
            {
              onClick: () => mutation.mutate(true),
            },
          ),
    onError: (error) => notifyFailed('Could not change the batch', error),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: batchKeys.all(id) }),
        client.invalidateQueries({ queryKey: ['batches'] }),
      ]),
  });
  return mutation;
}
