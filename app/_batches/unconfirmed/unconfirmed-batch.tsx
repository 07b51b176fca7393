'use client';

import Link from 'next/link';
import { BatchStatusBadge } from '@/app/_components/status-badge';
import { RelativeTime } from '@/app/_components/ui/time';
import { automationInWords } from '@/lib/domain/automation-words';
import type { UnconfirmedBatchJson } from '@/lib/domain/wire/unconfirmed';
import { OperationProgress } from '../batch/operation-progress';
import { waitingText } from './inbox-words';
import { UnconfirmedList, type UnconfirmedListProps } from './unconfirmed-list';

interface UnconfirmedBatchProps extends Pick<UnconfirmedListProps, 'first'> {
  readonly batch: UnconfirmedBatchJson;
}

/** One batch of the inbox with its unconfirmed rows. */
export function UnconfirmedBatch({ batch, first }: UnconfirmedBatchProps) {
  const { id, operation } = batch;
  const headingId = `unconfirmed-${id}`;
  const isDeciding = operation?.kind === 'resolve';
  return (
    <UnconfirmedList
      batchId={id}
      name={batch.name}
      count={batch.unconfirmed}
      first={first}
      isDeciding={isDeciding}
      // Where its neighbours are the other rows of this list.
      openerOf={(job) => ({
        href: `/batches/${id}/rows/${job.row_index + 1}?status=unconfirmed&sort=ended`,
      })}
      headingId={headingId}
      heading={
        <h2 id={headingId} className="min-w-0 max-w-full truncate font-medium">
          <Link href={`/batches/${id}`} className="rounded-sm hover:underline">
            {batch.name}
          </Link>
        </h2>
      }
    >
      <BatchStatusBadge state={batch.status} outcome={batch.outcome} reason={batch.reason} />
      <p className="text-muted">
        <span title={automationInWords(batch)}>{automationInWords(batch, 'short')}</span> ·{' '}
        {waitingText(batch)} · the oldest <RelativeTime at={batch.oldest_at} />
      </p>
      {isDeciding && (
        <div className="basis-full">
          <OperationProgress operation={operation} />
        </div>
      )}
    </UnconfirmedList>
  );
}
