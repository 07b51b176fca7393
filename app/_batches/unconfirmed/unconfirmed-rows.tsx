'use client';

import { useMay } from '@/app/_auth/actor-role';
import type { Page } from '@/app/_components/api-client';
import type { JobJson } from '@/lib/domain/wire/job';
import type { LiveBatch } from '../batch-queries';
import { UnconfirmedList } from './unconfirmed-list';
import { useLineKeys } from './use-line-keys';

interface UnconfirmedRowsProps {
  readonly batch: LiveBatch;
  /** Those that came with the page, if any did. */
  readonly first: Page<JobJson> | null;
  /** Opens a row, 1-based. */
  readonly onOpen: (rowNumber: number) => void;
}

/** Notifications lead to it. */
const HEADING = 'unconfirmed';

/** On the batch's page: its rows that may have been submitted. */
export function UnconfirmedRows({ batch, first, onOpen }: UnconfirmedRowsProps) {
  const where = 'Unconfirmed rows, when one has the focus';
  const box = useLineKeys<HTMLDivElement>({ where, isPageWide: false, canChoose: useMay('write') });
  return (
    <div ref={box} className="empty:hidden">
      <UnconfirmedList
        batchId={batch.id}
        count={batch.counts.unconfirmed}
        first={first}
        isDeciding={batch.operation?.kind === 'resolve'}
        isBox
        openerOf={(job) => ({ run: () => onOpen(job.row_index + 1) })}
        headingId={HEADING}
        heading={
          <h2 id={HEADING} className="font-medium">
            Unconfirmed
          </h2>
        }
      >
        <p className="text-muted">May have been submitted, nobody saw the end.</p>
      </UnconfirmedList>
    </div>
  );
}
