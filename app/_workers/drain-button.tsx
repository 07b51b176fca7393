'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMay } from '@/app/_auth/actor-role';
import { api } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { notifyDone, notifyFailed } from '@/app/_components/ui/toast';
import type { WorkerJson } from '@/lib/domain/wire/worker';

/** Has a worker take no more rows, or lets it go on. Undone by the same button, so nothing is asked first. */
export function DrainButton({ worker }: { worker: WorkerJson }) {
  const queries = useQueryClient();
  const mayDrain = useMay('administer');
  const name = `${worker.host} · ${worker.pid}`;
  const change = useMutation({
    mutationFn: () => api.post(`/workers/${worker.id}/${worker.is_draining ? 'resume' : 'drain'}`),
    onSuccess: () =>
      notifyDone(worker.is_draining ? `${name} takes rows again` : `${name} takes no more rows`),
    onError: (error) => notifyFailed(`Could not change ${name}`, error),
    onSettled: () => queries.invalidateQueries({ queryKey: ['workers'] }),
  });
  if (!mayDrain || !worker.is_live) return null;
  const verb = worker.is_draining ? 'Take rows again' : 'Drain';
  return (
    <Button
      size="sm"
      aria-label={`${verb}: ${name}`}
      title={
        worker.is_draining ? undefined : 'It ends its rows and takes no more; before you stop or update it.'
      }
      isBusy={change.isPending}
      onClick={() => change.mutate()}
    >
      {verb}
    </Button>
  );
}
