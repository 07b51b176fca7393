'use client';

import { useMemo } from 'react';
import { useMay } from '@/app/_auth/actor-role';
import type { Page } from '@/app/_components/api-client';
import { Field } from '@/app/_components/field';
import { keepFocus } from '@/app/_components/keep-focus';
import { Later, laterPart } from '@/app/_components/ui/later-part';
import { usePageRows } from '@/app/_keyboard/page-rows';
import { JOB_SORTS } from '@/lib/domain/job-sort';
import type { FailureGroupJson } from '@/lib/domain/wire/failure-group';
import type { JobJson } from '@/lib/domain/wire/job';
import { type LiveBatch, useFailureGroups } from '../batch-queries';
import { allowedActions } from '../batch-words';
import { FailureGroups } from '../groups/failure-groups';
import { isFiltered, type JobSearch, type JobView } from '../job-table/job-filter';
import { JobTable } from '../job-table/job-table';
import { JobToolbar } from '../job-table/job-toolbar';
import { SelectionBar } from '../job-table/selection-bar';
import { shownTotal } from '../job-table/shown-total';
import { useJobColumns } from '../job-table/use-job-columns';
import { type FirstJobs, useJobPages } from '../job-table/use-job-pages';
import { useJobFilter, useJobSearch } from '../job-table/use-job-search';
import { useRowSelection } from '../job-table/use-row-selection';
import { UnconfirmedRows } from '../unconfirmed/unconfirmed-rows';
import { useBatchAction } from './use-batch-action';
import { useRevision } from './use-revision';

const panel = laterPart(() => import('../job/job-panel').then((module) => module.JobPanel));

export interface BatchRowsProps {
  readonly batch: LiveBatch;
  readonly groups: readonly FailureGroupJson[];
  readonly unconfirmed: Page<JobJson> | null;
  /** Null when the address asks for what cannot be. */
  readonly firstJobs: FirstJobs | null;
}

/** Where a batch fails, and every row of it. */
export function BatchRows({ batch, groups: initialGroups, unconfirmed, firstJobs }: BatchRowsProps) {
  const canWrite = useMay('write');
  const [search, narrow] = useJobSearch();
  const { data: groups } = useFailureGroups(batch.id, initialGroups);
  const action = useBatchAction(batch.id);
  const revision = useRevision(batch.id, batch.counts);
  const [columnChoice, setColumnChoice] = useJobColumns(batch, search, narrow);
  const filter = useJobFilter(search);
  const pages = useJobPages(batch.id, filter, firstJobs);
  const total = shownTotal(search, batch);
  const selected = useRowSelection(pages.jobs, filter, total);
  const outputNames = useOutputNames(pages.jobs);
  usePageRows({ batchId: batch.id, rowCount: batch.file_rows, open: (row) => narrow({ row }) });
  return (
    <>
      <Field
        buckets={batch.buckets}
        selected={selectedRows(search)}
        onSelect={({ from, to }) => narrow({ from: from + 1, to: to + 1, row: null })}
      />
      <div ref={keepFocus} className="contents">
        <FailureGroups
          batch={batch}
          groups={groups}
          openGroup={search.group}
          canRetry={canWrite && allowedActions(batch).retryFailed}
          isBusy={action.isPending}
          onShow={(group) => narrow({ group, status: [] })}
          onRetry={(group, version) => action.mutate({ verb: 'retry', status: 'failed', group, version })}
        />
        <UnconfirmedRows batch={batch} first={unconfirmed} onOpen={(row) => narrow({ row })} />
        <section aria-label="Rows" className="grid min-w-0 grid-cols-1 gap-2">
          <JobToolbar
            batch={batch}
            search={search}
            onChange={narrow}
            columnChoice={columnChoice}
            onColumnChoice={setColumnChoice}
            outputNames={outputNames}
            progress={pages.search}
            onSearchOn={() => void pages.fetchNextPage()}
          />
          <div onPointerEnter={panel.fetchAhead} className="min-w-0">
            <JobTable
              batch={batch}
              pages={pages}
              columnChoice={columnChoice}
              total={total}
              selection={canWrite ? selected.table : undefined}
              openRow={search.row}
              onOpen={(row) => narrow({ row })}
              revision={revision}
              sorting={{
                sort: search.sort,
                onSort: (text) => narrow({ sort: JOB_SORTS.find((one) => one === text) ?? 'row' }),
              }}
              emptyText={emptyText(search)}
            />
          </div>
        </section>
      </div>
      {canWrite && (
        <SelectionBar
          batch={batch}
          filter={filter}
          selected={selected}
          canRetry={allowedActions(batch).retry}
          isBusy={action.isPending}
          onRetry={(rows, version) => action.mutate({ verb: 'retry', rows, version })}
        />
      )}
      {search.row !== null && (
        <Later
          part={panel}
          batch={batch}
          rowNumber={search.row}
          view={viewOf(search)}
          jobs={pages.jobs}
          onRow={(row) => narrow({ row })}
          onClose={() => narrow({ row: null })}
        />
      )}
    </>
  );
}

function viewOf({ row: _row, ...view }: JobSearch): JobView {
  return view;
}

function useOutputNames(jobs: readonly { readonly output: Readonly<Record<string, unknown>> }[]): string[] {
  return useMemo(() => [...new Set(jobs.slice(0, 200).flatMap((job) => Object.keys(job.output)))], [jobs]);
}

/** The stretch of the field that the table shows, as row indexes. */
function selectedRows({ from, to }: JobSearch): { from: number; to: number } | null {
  return from === null || to === null ? null : { from: from - 1, to: to - 1 };
}

function emptyText(search: JobSearch): string {
  const states = search.status.join(' or ');
  if (isFiltered({ ...search, status: [], q: '' })) return 'No row matches these filters.';
  if (search.q !== '') return `No row contains “${search.q}”${states ? ` and is ${states}` : ''}.`;
  return states ? `No row is ${states}.` : 'No row matches these filters.';
}
