'use client';

import { PageBody, PageHeader } from '@/app/_components/page-header';
import type { JobDetailJson } from '@/lib/domain/wire/job-detail';
import type { JobNeighboursJson } from '@/lib/domain/wire/job-neighbours';
import { type LiveBatch, useBatch, useJob } from '../batch-queries';
import { countText } from '../format';
import { filterOf, type JobView, tableHref } from '../job-table/job-filter';
import { useLiveBatch } from '../live/use-live-batch';
import { JobDetail } from './job-detail';
import { RowWalk } from './row-walk';
import { useNeighbours } from './use-neighbours';

interface JobScreenProps {
  readonly batch: LiveBatch;
  readonly job: JobDetailJson;
  /** Of the table that the row was opened from. */
  readonly view: JobView;
  /** Null when the address asks for what cannot be. */
  readonly neighbours: JobNeighboursJson | null;
}

/** One row as a page of its own: what somebody sends to a colleague. */
export function JobScreen(props: JobScreenProps) {
  const { data: batch } = useBatch(props.batch);
  useLiveBatch(batch.id);
  const { data: job = props.job } = useJob(batch.id, props.job.row_index, props.job);
  const neighbours = useNeighbours(batch.id, props.job.row_index, filterOf(props.view), {
    initialData: props.neighbours ?? undefined,
  });
  return (
    <>
      <PageHeader
        title={`Row ${countText(job.row_index + 1)}`}
        crumbs={[
          { label: 'Batches', href: '/' },
          { label: batch.name, href: tableHref(batch.id, props.view) },
        ]}
        actions={
          <RowWalk batchId={batch.id} rowCount={batch.file_rows} view={props.view} neighbours={neighbours} />
        }
      />
      <PageBody>
        <div className="max-w-[1080px]">
          <JobDetail job={job} batch={batch} />
        </div>
      </PageBody>
    </>
  );
}
