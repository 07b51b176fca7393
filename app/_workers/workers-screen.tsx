'use client';

import { useQuery } from '@tanstack/react-query';
import { Cpu } from 'lucide-react';
import { api, errorText, type Page } from '@/app/_components/api-client';
import { PageBody, PageHeader } from '@/app/_components/page-header';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { Notice } from '@/app/_components/ui/notice';
import type { WorkerJson } from '@/lib/domain/wire/worker';
import { WorkerTable } from './worker-table';

const REFRESH_MS = 3_000;

export function WorkersScreen({ initial }: { initial: readonly WorkerJson[] }) {
  const { data: workers = initial, error } = useQuery({
    queryKey: ['workers'],
    queryFn: async ({ signal }) => (await api.get<Page<WorkerJson>>('/workers', { signal })).items,
    initialData: initial,
    refetchInterval: REFRESH_MS,
  });
  const live = workers.filter((worker) => worker.is_live);
  const slots = live.reduce((sum, worker) => sum + worker.slots, 0);
  const busy = live.reduce((sum, worker) => sum + worker.rows.length, 0);
  return (
    <>
      <PageHeader title="Workers" />
      <PageBody>
        {error ? (
          <Notice tone="danger" title="This list is not up to date" className="mb-4">
            {errorText(error)}
          </Notice>
        ) : null}
        {workers.length === 0 ? (
          <NoWorkers />
        ) : (
          <>
            <p className="mb-4 text-muted">
              <strong className="font-medium text-ink">{live.length}</strong> live ·{' '}
              <strong className="font-medium text-ink">
                {busy} of {slots}
              </strong>{' '}
              slots busy · workers of the last 24 hours
            </p>
            <WorkerTable workers={workers} />
          </>
        )}
      </PageBody>
    </>
  );
}

function NoWorkers() {
  return (
    <EmptyState icon={Cpu} title="No worker is running">
      Batches wait until one is. <code className="font-mono text-xs">npm start</code> runs one here;{' '}
      <code className="font-mono text-xs">npm run worker</code> adds another, on any machine that reaches the
      database.
    </EmptyState>
  );
}
