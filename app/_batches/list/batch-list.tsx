'use client';

import Link from 'next/link';
import { Field } from '@/app/_components/field';
import { BatchStatusBadge } from '@/app/_components/status-badge';
import { SkeletonRows } from '@/app/_components/ui/skeleton';
import { RelativeTime } from '@/app/_components/ui/time';
import { automationInWords, automationName } from '@/lib/domain/automation-words';
import { endedJobs } from '@/lib/domain/job-state';
import type { BatchListItemJson } from '@/lib/domain/wire/batch';
import { countText } from '../format';

/** Status, name, field, numbers, automation, owner, age. On a phone the line breaks into two. */
const GRID = 'lg:grid-cols-[minmax(9rem,2fr)_12.5rem_minmax(8rem,2fr)_17rem_minmax(7rem,1fr)_6.5rem_5.5rem]';

export function BatchList({ items, isLoading }: { items: readonly BatchListItemJson[]; isLoading: boolean }) {
  if (isLoading) return <SkeletonRows columns={['w-40', 'w-24', 'w-64', 'w-32', 'w-24']} />;
  if (items.length === 0)
    return <p className="border-line border-y px-2 py-8 text-muted">No batch matches.</p>;
  return (
    <div>
      <div
        aria-hidden
        className={`hidden gap-x-4 border-line border-b px-2 pb-1.5 text-faint text-xs lg:grid ${GRID}`}
      >
        <span>name</span>
        <span>status</span>
        <span>rows in file order</span>
        <span>done</span>
        <span>automation</span>
        <span>owner</span>
        <span className="text-right">created</span>
      </div>
      <ul className="divide-y divide-line border-line border-b max-lg:border-t">
        {items.map((batch) => (
          <BatchLine key={batch.id} batch={batch} />
        ))}
      </ul>
    </div>
  );
}

function BatchLine({ batch }: { batch: BatchListItemJson }) {
  return (
    <li
      className={`relative grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-2 py-2 hover:bg-surface ${GRID}`}
    >
      <Link
        href={`/batches/${batch.id}`}
        title={batch.name}
        className="truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2"
      >
        {batch.name}
      </Link>
      <BatchStatusBadge
        state={batch.status}
        outcome={batch.outcome}
        reason={batch.reason}
        className="min-w-0 max-lg:justify-self-end"
      />
      <div className="max-lg:col-span-2">
        {batch.buckets.length > 0 ? (
          <Field size="line" buckets={batch.buckets} />
        ) : (
          <span className="block h-3.5" />
        )}
      </div>
      <Numbers batch={batch} />
      <span className="truncate text-muted max-lg:hidden" title={automationInWords(batch)}>
        {automationName(batch)}
      </span>
      <span className="truncate text-muted max-lg:hidden" title={batch.owner}>
        {batch.owner}
      </span>
      <RelativeTime at={batch.created_at} className="text-right text-muted" />
    </li>
  );
}

function Numbers({ batch }: { batch: BatchListItemJson }) {
  const { counts } = batch;
  if (batch.status === 'failed') return <span className="truncate text-muted">{batch.csv_path}</span>;
  if (batch.status === 'importing')
    return <span className="text-muted">{countText(batch.imported_rows)} rows checked</span>;
  return (
    <span className="truncate text-muted">
      <span className="text-ink">{countText(endedJobs(counts))}</span> of {countText(batch.total_jobs)}
      {counts.failed > 0 && <span className="text-failed"> · {countText(counts.failed)} failed</span>}
      {counts.unconfirmed > 0 && (
        <span className="text-unconfirmed"> · {countText(counts.unconfirmed)} unconfirmed</span>
      )}
    </span>
  );
}
