import type { Metadata } from 'next';
import { cache } from 'react';
import { requireContext } from '@/app/_auth/require-actor';
import { BatchScreen } from '@/app/_batches/batch/batch-screen';
import { batchTitle } from '@/app/_batches/batch/batch-title';
import { orNotFound } from '@/app/_batches/or-not-found';
import { readSnapshot } from '@/app/_server/batch-snapshot';
import { toFailureGroupJson } from '@/lib/domain/wire/failure-group';
import { listBatchGroups } from '@/lib/services/batches/list-failure-groups';

interface BatchPageProps {
  readonly params: Promise<{ batchId: string }>;
}

/** Read once a request, for title and page alike. */
const readBatch = cache(async (batchId: string) => {
  const context = await requireContext();
  return orNotFound(readSnapshot(context, batchId));
});

export async function generateMetadata({ params }: BatchPageProps): Promise<Metadata> {
  return { title: batchTitle(await readBatch((await params).batchId)) };
}

export default async function BatchPage({ params }: BatchPageProps) {
  const { batchId } = await params;
  const batch = await readBatch(batchId);
  const groups = await listBatchGroups(await requireContext(), { batchId });
  return <BatchScreen batch={batch} groups={groups.map(toFailureGroupJson)} />;
}
