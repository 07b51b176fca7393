'use client';

import type { KeyboardEvent, ReactNode } from 'react';
import { useMay } from '@/app/_auth/actor-role';
import { errorText, type Page } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { cn } from '@/app/_components/ui/cn';
import { Notice } from '@/app/_components/ui/notice';
import { SkeletonRows } from '@/app/_components/ui/skeleton';
import type { JobJson } from '@/lib/domain/wire/job';
import { ChooseRows } from './choose-rows';
import { DecisionBar } from './decision-bar';
import { type RowOpener, UnconfirmedLine } from './unconfirmed-line';
import { useChosenRows } from './use-chosen-rows';
import { useUnconfirmedJobs } from './use-unconfirmed-jobs';

export interface UnconfirmedListProps {
  readonly batchId: string;
  /** Of the batch, where several stand on the page. */
  readonly name?: string;
  /** Unconfirmed rows of the batch. */
  readonly count: number;
  /** Those that came with the page, if any did. */
  readonly first: Page<JobJson> | null;
  /** A decision about very many of them is under way. */
  readonly isDeciding: boolean;
  /** In a box that scrolls, with a hundred rows more fetched ahead; else the page grows by what is asked for. */
  readonly isBox?: boolean;
  readonly openerOf: (job: JobJson) => RowOpener;
  /** Has `headingId`: the section is named by it. */
  readonly heading: ReactNode;
  readonly headingId: string;
  /** The rest of what stands in the heading's line. */
  readonly children?: ReactNode;
}

/** The unconfirmed rows of a batch: what the site said about each, and what a person can decide, one, many or all. */
export function UnconfirmedList(props: UnconfirmedListProps) {
  const { batchId, count, openerOf, isBox = false } = props;
  const canDecide = useMay('write') && !props.isDeciding;
  const { jobs, error, ...pages } = useUnconfirmedJobs(batchId, count, props.first, isBox);
  const chosen = useChosenRows(batchId, jobs);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'a' && (event.ctrlKey || event.metaKey)) chosen.choose(jobs, true);
    else if (event.key === 'Escape' && chosen.rows.count > 0) chosen.chooseNone();
    else return;
    event.preventDefault();
  };
  if (count === 0 || (jobs.length === 0 && !pages.isPending)) return null;
  return (
    <section aria-labelledby={props.headingId} className="grid grid-cols-1 gap-1.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
        {props.heading}
        {props.children}
        {canDecide && (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 sm:ml-auto">
            <ChooseRows jobs={jobs} count={count} chosen={chosen} />
            <DecisionBar batchId={batchId} name={props.name} chosen={chosen.rows} onDecided={chosen.letGo} />
          </div>
        )}
      </div>
      {error && (
        <Notice tone="danger" title="These rows are not up to date">
          {errorText(error)}
        </Notice>
      )}
      <ul
        onKeyDown={canDecide ? onKeyDown : undefined}
        className={cn('divide-y divide-line border-line border-y', isBox && 'max-h-72 overflow-y-auto')}
      >
        {pages.isPending && <Loading />}
        {jobs.map((job) => (
          <UnconfirmedLine
            key={job.row_index}
            job={job}
            isChosen={chosen.isChosen(job)}
            canDecide={canDecide}
            onChoose={(isIn) => chosen.choose([job], isIn)}
            opener={openerOf(job)}
          />
        ))}
        {pages.hasNextPage && (
          <li className="py-1.5">
            <Button size="sm" isBusy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
              Show more rows
            </Button>
          </li>
        )}
      </ul>
    </section>
  );
}

function Loading() {
  return (
    <li>
      <SkeletonRows count={2} columns={['w-4', 'w-14', 'w-64', 'w-48']} />
    </li>
  );
}
