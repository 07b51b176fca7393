'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useEffect, useMemo, useRef } from 'react';
import { useMay } from '@/app/_auth/actor-role';
import { useColumnChoice } from '@/app/_components/data-table/use-column-choice';
import { Field } from '@/app/_components/field';
import { PageBody } from '@/app/_components/page-header';
import type { JobCounts } from '@/lib/domain/job-state';
import type { FailureGroupJson } from '@/lib/domain/wire/failure-group';
import { batchKeys, type LiveBatch, useBatch, useFailureGroups } from '../batch-queries';
import { allowedActions } from '../batch-words';
import { FailureGroups } from '../groups/failure-groups';
import { JobPanel } from '../job/job-panel';
import { firstColumns } from '../job-table/job-columns';
import { type JobFilter, type JobSearch, jobSearchParams } from '../job-table/job-filter';
import { JobTable } from '../job-table/job-table';
import { JobToolbar } from '../job-table/job-toolbar';
import { type FirstJobs, useJobPages } from '../job-table/use-job-pages';
import { useLiveBatch } from '../live/use-live-batch';
import { UnconfirmedRows } from '../unconfirmed/unconfirmed-rows';
import { BatchHeader } from './batch-header';
import { BatchNotice } from './batch-notice';
import { BatchNumbers } from './batch-numbers';
import { ImportProgress } from './import-progress';
import { useBatchAction } from './use-batch-action';
import { usePageTitle } from './use-page-title';

interface BatchScreenProps {
  readonly batch: LiveBatch;
  readonly groups: readonly FailureGroupJson[];
  readonly firstJobs: FirstJobs;
}

/** A batch: what it does now, where it fails, and every row of it. */
export function BatchScreen(props: BatchScreenProps) {
  const { data: batch } = useBatch(props.batch);
  useLiveBatch(batch.id);
  usePageTitle(batch);
  const isImported = batch.status !== 'importing' && batch.status !== 'failed';
  return (
    <>
      <BatchHeader batch={batch} />
      <PageBody>
        <div className="grid grid-cols-1 gap-4">
          <BatchNumbers batch={batch} />
          <BatchNotice batch={batch} />
          {batch.status === 'importing' && <ImportProgress batch={batch} />}
          {isImported && <BatchRows {...props} batch={batch} />}
        </div>
      </PageBody>
    </>
  );
}

function BatchRows({ batch, groups: initialGroups, firstJobs }: BatchScreenProps) {
  const canWrite = useMay('write');
  const [search, setSearch] = useQueryStates(jobSearchParams, { history: 'replace' });
  const { data: groups } = useFailureGroups(batch.id, initialGroups);
  const action = useBatchAction(batch.id);
  const revision = useRevision(batch.id, batch.counts);
  const [columnChoice, setColumnChoice] = useColumnChoice(
    `rows-${batch.upload_id}`,
    firstColumns(batch.headers),
  );
  const filter = useFilter(search);
  const pages = useJobPages(batch.id, filter, firstJobs);
  const narrow = (change: Partial<JobSearch>) => void setSearch(change);
  return (
    <>
      <Field
        buckets={batch.buckets}
        selected={selectedRows(search)}
        onSelect={({ from, to }) => narrow({ from: from + 1, to: to + 1, row: null })}
      />
      <FailureGroups
        batch={batch}
        groups={groups}
        openGroup={search.group}
        canRetry={canWrite && allowedActions(batch).retryFailed}
        isBusy={action.isPending}
        onShow={(group) => narrow({ group, status: null })}
        onRetry={(group, version) => action.mutate({ verb: 'retry', status: 'failed', group, version })}
      />
      <UnconfirmedRows batch={batch} onOpen={(row) => narrow({ row })} />
      <section aria-label="Rows" className="grid min-w-0 grid-cols-1 gap-2">
        <JobToolbar
          batch={batch}
          search={search}
          onChange={narrow}
          columnChoice={columnChoice}
          onColumnChoice={setColumnChoice}
        />
        <JobTable
          batch={batch}
          pages={pages}
          columnChoice={columnChoice}
          total={totalOf(search, batch)}
          openRow={search.row}
          onOpen={(row) => narrow({ row })}
          revision={revision}
          emptyText={emptyText(search)}
        />
      </section>
      {search.row !== null && (
        <JobPanel batch={batch} rowNumber={search.row} jobs={pages.jobs} onRow={(row) => narrow({ row })} />
      )}
    </>
  );
}

/** Only what narrows the rows; a new object only when it changes, as it is part of a query's key. */
function useFilter({ status, group, q, from, to, order }: JobSearch): JobFilter {
  return useMemo(() => ({ status, group, q, from, to, order }), [status, group, q, from, to, order]);
}

/** Counts up whenever a row moved, and has what depends on rows fetched again: groups when failures changed. */
function useRevision(batchId: string, counts: JobCounts): number {
  const client = useQueryClient();
  const revision = useRef(0);
  const seen = useRef(counts);
  const isMoved = seen.current !== counts && JSON.stringify(seen.current) !== JSON.stringify(counts);
  if (isMoved) {
    revision.current += 1;
    seen.current = counts;
  }
  const problems = counts.failed + counts.unconfirmed;
  const seenProblems = useRef(problems);
  useEffect(() => {
    if (seenProblems.current === problems) return;
    seenProblems.current = problems;
    void client.invalidateQueries({ queryKey: batchKeys.groups(batchId) });
  }, [client, batchId, problems]);
  return revision.current;
}

/** The stretch of the field that the table shows, as row indexes. */
function selectedRows({ from, to }: JobSearch): { from: number; to: number } | null {
  return from === null || to === null ? null : { from: from - 1, to: to - 1 };
}

function totalOf(search: JobSearch, batch: LiveBatch): number | undefined {
  if (search.q !== '' || search.group !== null || search.from !== null) return undefined;
  return search.status === null ? batch.total_jobs : batch.counts[search.status];
}

function emptyText(search: JobSearch): string {
  if (search.q !== '')
    return `No row contains “${search.q}”${search.status ? ` and is ${search.status}` : ''}.`;
  if (search.status !== null) return `No row is ${search.status}.`;
  return 'No row matches these filters.';
}
