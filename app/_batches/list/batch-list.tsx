'use client';

import Link from 'next/link';
import { Field } from '@/app/_components/field';
import { BatchStatusBadge } from '@/app/_components/status-badge';
import { exactTime } from '@/app/_components/time-text';
import { Badge } from '@/app/_components/ui/badge';
import { SkeletonRows } from '@/app/_components/ui/skeleton';
import { RelativeTime } from '@/app/_components/ui/time';
import { automationInWords, automationName } from '@/lib/domain/automation-words';
import { endedJobs } from '@/lib/domain/job-state';
import type { BatchListItemJson } from '@/lib/domain/wire/batch';
import { deletionWords, isDeletedSoon } from '../deletion/deletion-words';
import { countText } from '../format';
import { TagChip } from '../tags/tag-chip';

const SHOWN_TAGS = 2;

/** Status, name, field, numbers, automation, owner, age. Where they have no room the line breaks into two. */
const GRID =
  'xl:grid-cols-[minmax(9rem,3fr)_minmax(11rem,12.5rem)_minmax(6rem,2fr)_minmax(13rem,17rem)_minmax(5rem,1fr)_minmax(5rem,6.5rem)_5.5rem]';

interface BatchListProps {
  readonly items: readonly BatchListItemJson[];
  readonly isLoading: boolean;
  readonly onTag: (tag: string) => void;
}

export function BatchList({ items, isLoading, onTag }: BatchListProps) {
  if (isLoading) return <SkeletonRows columns={['w-40', 'w-24', 'w-64', 'w-32', 'w-24']} />;
  if (items.length === 0)
    return <p className="border-line border-y px-2 py-8 text-muted">No batch matches.</p>;
  return (
    <div>
      <div
        aria-hidden
        className={`hidden gap-x-4 border-line border-b px-2 pb-1.5 text-faint text-xs xl:grid ${GRID}`}
      >
        <span>name</span>
        <span>status</span>
        <span>rows in file order</span>
        <span>done</span>
        <span>automation</span>
        <span>owner</span>
        <span className="text-right">created</span>
      </div>
      <ul className="divide-y divide-line border-line border-b max-xl:border-t">
        {items.map((batch) => (
          <BatchLine key={batch.id} batch={batch} onTag={onTag} />
        ))}
      </ul>
    </div>
  );
}

interface BatchLineProps {
  readonly batch: BatchListItemJson;
  readonly onTag: (tag: string) => void;
}

function BatchLine({ batch, onTag }: BatchLineProps) {
  return (
    <li
      className={`relative grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-2 py-2 hover:bg-surface ${GRID}`}
    >
      <div className="flex min-w-0 items-center gap-1.5">
        <Link
          href={`/batches/${batch.id}`}
          title={batch.name}
          className="min-w-16 truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2"
        >
          {batch.name}
        </Link>
        <Tags tags={batch.tags} onTag={onTag} />
        {batch.archived_at !== null && <Badge>archived</Badge>}
        {isDeletedSoon(batch.deletes_at, Date.now()) && (
          <Badge title={exactTime(batch.deletes_at)} suppressHydrationWarning>
            {deletionWords(batch.deletes_at, Date.now())}
          </Badge>
        )}
      </div>
      <BatchStatusBadge
        state={batch.status}
        outcome={batch.outcome}
        reason={batch.reason}
        className="min-w-0 max-xl:justify-self-end"
      />
      <div className="max-xl:col-span-2">
        {batch.buckets.length > 0 ? (
          <Field size="line" buckets={batch.buckets} />
        ) : (
          <span className="block h-3.5" />
        )}
      </div>
      <Numbers batch={batch} />
      <span className="truncate text-muted max-xl:hidden" title={automationInWords(batch)}>
        {automationName(batch)}
      </span>
      <span className="truncate text-muted max-xl:hidden" title={batch.owner}>
        {batch.owner}
      </span>
      <RelativeTime at={batch.created_at} className="text-right text-muted" />
    </li>
  );
}

/** The first ones, as far as the line has room; all of them stand on the batch's page. */
function Tags({ tags, onTag }: { tags: readonly string[]; onTag: (tag: string) => void }) {
  const rest = tags.slice(SHOWN_TAGS);
  return (
    <>
      {tags.slice(0, SHOWN_TAGS).map((tag) => (
        <TagChip key={tag} tag={tag} onClick={() => onTag(tag)} />
      ))}
      {rest.length > 0 && (
        <span className="relative z-10 text-faint text-xs" title={rest.join(', ')}>
          +{rest.length}
        </span>
      )}
    </>
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
