'use client';

import { useQuery } from '@tanstack/react-query';
import { Cpu } from 'lucide-react';
import { rowsText } from '@/app/_batches/format';
import { api, errorText } from '@/app/_components/api-client';
import { PageBody, PageHeader } from '@/app/_components/page-header';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { Notice } from '@/app/_components/ui/notice';
import { RelativeTime } from '@/app/_components/ui/time';
import type { WorkersJson } from '@/lib/domain/wire/workers';
import { HeldBatches } from './held-batches';
import { WorkerList } from './worker-list';

const REFRESH_MS = 3_000;

export function WorkersScreen({ initial }: { initial: WorkersJson }) {
  const { data = initial, error } = useQuery({
    queryKey: ['workers'],
    queryFn: ({ signal }) => api.get<WorkersJson>('/workers', { signal }),
    initialData: initial,
    refetchInterval: REFRESH_MS,
  });
  const hasLive = data.items.some((worker) => worker.is_live);
  return (
    <>
      <PageHeader title="Workers" />
      <PageBody>
        {error ? (
          <Notice tone="danger" title="This list is not up to date" className="mb-4">
            {errorText(error)}
          </Notice>
        ) : null}
        {hasLive ? <Summary data={data} /> : <NoWorkers />}
        {data.items.length > 0 ? <WorkerList workers={data.items} /> : null}
        <HeldBatches held={data.queue.held} />
      </PageBody>
    </>
  );
}

function Summary({ data: { items, queue } }: { data: WorkersJson }) {
  const live = items.filter((worker) => worker.is_live);
  const sum = (of: (worker: WorkersJson['items'][number]) => number) =>
    live.reduce((total, worker) => total + of(worker), 0);
  const isDraining = live.filter((worker) => worker.is_draining).length;
  return (
    <p className="mb-4 text-muted tabular-nums">
      <strong className="font-medium text-ink">{live.length}</strong> live
      {isDraining > 0 ? `, ${isDraining} of them draining` : ''} ·{' '}
      <strong className="font-medium text-ink">
        {sum((worker) => worker.rows.length)} of {sum((worker) => worker.slots)}
      </strong>{' '}
      slots busy · {sum((worker) => worker.rows_per_minute ?? 0).toFixed(0)} rows/min ·{' '}
      {queue.waiting_rows === 0 ? (
        'no row waits'
      ) : (
        <>
          <strong className="font-medium text-ink">{rowsText(queue.waiting_rows)}</strong> waiting
          {queue.oldest_waiting_at ? (
            <>
              , the oldest since <RelativeTime at={queue.oldest_waiting_at} />
            </>
          ) : null}
        </>
      )}{' '}
      · workers of the last 24 hours
    </p>
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
