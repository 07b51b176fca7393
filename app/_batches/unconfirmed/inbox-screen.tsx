'use client';

import { CircleHelp } from 'lucide-react';
import { useMay } from '@/app/_auth/actor-role';
import { errorText, type Page } from '@/app/_components/api-client';
import { PageBody, PageHeader } from '@/app/_components/page-header';
import { Button } from '@/app/_components/ui/button';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { Notice } from '@/app/_components/ui/notice';
import { ON_PAGE } from '@/app/_keyboard/page-keys';
import type { JobJson } from '@/lib/domain/wire/job';
import { type InboxPage, useUnconfirmedBatches } from './inbox-queries';
import { totalText } from './inbox-words';
import { UnconfirmedBatch } from './unconfirmed-batch';
import { useLineKeys } from './use-line-keys';

interface InboxScreenProps {
  readonly first: InboxPage;
  /** By batch: the rows that came with the page. */
  readonly rows: Readonly<Record<string, Page<JobJson> | null>>;
}

/** All rows whose outcome nobody knows, batch by batch, the longest waiting first. */
export function InboxScreen({ first, rows }: InboxScreenProps) {
  const { data, error, ...pages } = useUnconfirmedBatches(first);
  const canDecide = useMay('write');
  const box = useLineKeys<HTMLDivElement>({ where: ON_PAGE, isPageWide: true, canChoose: canDecide });
  const batches = data.pages.flatMap(({ items }) => items);
  const [{ total } = first] = data.pages;
  return (
    <>
      <PageHeader title="Unconfirmed" />
      <PageBody>
        <div ref={box} className="grid grid-cols-1 gap-6">
          {error && (
            <Notice tone="danger" title="This list is not up to date">
              {errorText(error)}
            </Notice>
          )}
          {batches.length === 0 ? (
            <NothingWaits />
          ) : (
            <p className="-mb-2 text-muted">
              May have been submitted, nobody saw the end. {totalText(total)}
            </p>
          )}
          {batches.map((batch) => (
            <UnconfirmedBatch key={batch.id} batch={batch} first={rows[batch.id] ?? null} />
          ))}
          {pages.hasNextPage && (
            <div>
              <Button isBusy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
                Show more batches
              </Button>
            </div>
          )}
        </div>
      </PageBody>
    </>
  );
}

function NothingWaits() {
  return (
    <EmptyState icon={CircleHelp} title="Nothing waits for you">
      A row comes here when it may have been submitted and nobody saw the end: its worker was lost, or the
      site did not answer, after the step that submits. It never runs again by itself. You see what was seen
      of it, have the site asked, or say whether it was done.
    </EmptyState>
  );
}
