'use client';

import { useCallback, useEffect, useMemo, useRef } from 'react';
import { DataTable } from '@/app/_components/data-table/data-table';
import type { TableSort } from '@/app/_components/data-table/table-rows';
import type { TableSelection } from '@/app/_components/data-table/table-selection';
import type { ColumnChoice } from '@/app/_components/data-table/use-column-choice';
import { LoadFailed } from '@/app/_components/load-failed';
import { useNarrow } from '@/app/_components/use-narrow';
import type { JobJson } from '@/lib/domain/wire/job';
import type { LiveBatch } from '../batch-queries';
import { useReadAgain } from '../live/use-read-again';
import { jobColumns } from './job-columns';
import { toShownColumns } from './shown-columns';
import type { useJobPages } from './use-job-pages';

interface JobTableProps {
  readonly batch: LiveBatch;
  readonly pages: ReturnType<typeof useJobPages>;
  readonly columnChoice: ColumnChoice;
  /** Rows that the filter lets through; undefined when nobody counted them. */
  readonly total: number | undefined;
  /** 1-based number of the row whose panel is open. */
  readonly openRow: number | null;
  readonly onOpen: (rowNumber: number) => void;
  /** Changes whenever the batch moved on: the rows in view are fetched again. */
  readonly revision: number;
  readonly emptyText: string;
  readonly sorting: TableSort;
  /** Absent: rows cannot be selected. */
  readonly selection?: TableSelection | undefined;
}

const getId = (job: JobJson) => String(job.row_index + 1);

/** The batch's rows, live. Walked with j, k or the arrows, opened with Enter. */
export function JobTable({ batch, pages, revision, total, openRow, onOpen, ...rest }: JobTableProps) {
  const { jobs, error, refreshRange, refetch } = pages;
  const isNarrow = useNarrow();
  const isChosenByRow = batch.automations.length > 0;
  const outputs = JSON.stringify(toShownColumns(batch.headers, rest.columnChoice).outputs);
  const columns = useMemo(
    () => jobColumns(batch.headers, { isNarrow, isChosenByRow, outputs: JSON.parse(outputs) }),
    [batch.headers, isNarrow, isChosenByRow, outputs],
  );
  const onRange = useRefresh(revision, refreshRange);
  if (error && jobs.length === 0) {
    return <LoadFailed title="The rows could not be loaded" error={error} onRetry={refetch} size="md" />;
  }
  return (
    <DataTable
      label={`Rows of ${batch.name}`}
      columns={columns}
      items={jobs}
      getId={getId}
      columnChoice={rest.columnChoice}
      {...(total === undefined ? {} : { total })}
      isLoading={pages.isPending}
      hasMore={pages.hasNextPage && !pages.search?.isStopped}
      sorting={rest.sorting}
      {...(rest.selection ? { selection: rest.selection } : {})}
      isLoadingMore={pages.isFetchingNextPage}
      onLoadMore={pages.fetchNextPage}
      onOpen={(id) => onOpen(Number(id))}
      openId={openRow === null ? null : String(openRow)}
      onRange={onRange}
      empty={<p className="px-3 py-8 text-muted">{rest.emptyText}</p>}
      className="h-[max(20rem,calc(100dvh-7rem))] border-line border-t"
    />
  );
}

/** Fetches the rows in view again when the batch moved on; gives the function that is told which rows those are. */
function useRefresh(revision: number, refresh: (first: number, last: number) => Promise<void>) {
  const view = useRef({ first: 0, last: 0 });
  const seen = useRef(revision);
  const readAgain = useReadAgain(() => {
    // A lost connection shows elsewhere; the next hint tries again.
    refresh(view.current.first, view.current.last).catch(() => undefined);
  });
  useEffect(() => {
    if (seen.current === revision) return;
    seen.current = revision;
    readAgain();
  }, [revision, readAgain]);
  return useCallback((first: number, last: number) => {
    view.current = { first, last };
  }, []);
}
