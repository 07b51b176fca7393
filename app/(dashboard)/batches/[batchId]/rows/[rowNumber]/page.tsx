import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { requireContext } from '@/app/_auth/require-actor';
import { JobScreen } from '@/app/_batches/job/job-screen';
import { orNullIfImpossible } from '@/app/_batches/job-table/asked-list';
import { filterOf, loadJobSearch } from '@/app/_batches/job-table/job-filter';
import { orNotFound } from '@/app/_batches/or-not-found';
import { plainJson } from '@/app/_batches/plain-json';
import { toBatchListItemJson } from '@/lib/domain/wire/batch';
import { toJobDetailJson } from '@/lib/domain/wire/job-detail';
import { toJobNeighboursJson } from '@/lib/domain/wire/job-neighbours';
import { getBatchWithBuckets } from '@/lib/services/batches/get-batch';
import { findNeighbours } from '@/lib/services/jobs/find-neighbours';
import { getJob } from '@/lib/services/jobs/get-job';

interface RowPageProps {
  readonly params: Promise<{ batchId: string; rowNumber: string }>;
  /** What the table showed that the row was opened from. */
  readonly searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: Pick<RowPageProps, 'params'>): Promise<Metadata> {
  const { rowNumber } = await params;
  return { title: `Row ${rowNumber}` };
}

export default async function RowPage({ params, searchParams }: RowPageProps) {
  const { batchId, rowNumber } = await params;
  if (!/^[1-9]\d{0,9}$/.test(rowNumber)) notFound();
  const rowIndex = Number(rowNumber) - 1;
  const context = await requireContext();
  const { row: _row, ...view } = await loadJobSearch(searchParams);
  const [batch, job, neighbours] = await orNotFound(
    Promise.all([
      getBatchWithBuckets(context, { batchId }),
      getJob(context, { batchId, rowIndex }),
      orNullIfImpossible(filterOf(view), async (list) =>
        toJobNeighboursJson(await findNeighbours(context, { batchId, rowIndex, ...list })),
      ),
    ]),
  );
  return (
    <JobScreen
      batch={toBatchListItemJson(batch, context.publicUrl)}
      job={plainJson(toJobDetailJson(batch, job))}
      view={view}
      neighbours={neighbours}
    />
  );
}
