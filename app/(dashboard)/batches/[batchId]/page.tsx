import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { cache } from 'react';
import { requireContext } from '@/app/_auth/require-actor';
import { BatchScreen } from '@/app/_batches/batch/batch-screen';
import { batchTitle } from '@/app/_batches/batch/batch-title';
import { loadJobSearch } from '@/app/_batches/job-table/job-filter';
import { readFirstJobs } from '@/app/_batches/job-table/read-first-jobs';
import { orNotFound } from '@/app/_batches/or-not-found';
import { readFirstUnconfirmed } from '@/app/_batches/unconfirmed/read-first-unconfirmed';
import { toBatchListItemJson } from '@/lib/domain/wire/batch';
import { toFailureGroupJson } from '@/lib/domain/wire/failure-group';
import { getBatchWithBuckets } from '@/lib/services/batches/get-batch';
import { listBatchGroups } from '@/lib/services/batches/list-failure-groups';

interface BatchPageProps {
  readonly params: Promise<{ batchId: string }>;
  readonly searchParams: Promise<SearchParams>;
}

/** Read once a request, for title and page alike. */
const readBatch = cache(async (batchId: string) => {
  const context = await requireContext();
  const view = await orNotFound(getBatchWithBuckets(context, { batchId }));
  return { view, batch: toBatchListItemJson(view, context.publicUrl) };
});

export async function generateMetadata({ params }: Pick<BatchPageProps, 'params'>): Promise<Metadata> {
  return { title: batchTitle((await readBatch((await params).batchId)).batch) };
}

export default async function BatchPage({ params, searchParams }: BatchPageProps) {
  const { batchId } = await params;
  const context = await requireContext();
  const { view, batch } = await readBatch(batchId);
  const [groups, firstJobs, unconfirmed] = await Promise.all([
    listBatchGroups(context, { batchId }),
    readFirstJobs(context, view, await loadJobSearch(searchParams)),
    readFirstUnconfirmed(context, view, view.counts.unconfirmed),
  ]);
  return (
    <BatchScreen
      batch={batch}
      groups={groups.map(toFailureGroupJson)}
      unconfirmed={unconfirmed}
      firstJobs={firstJobs}
    />
  );
}
