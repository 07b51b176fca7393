import type { Metadata } from 'next';
import { requireContext } from '@/app/_auth/require-actor';
import { BatchScreen } from '@/app/_batches/batch/batch-screen';
import { orNotFound } from '@/app/_batches/or-not-found';
import { readSnapshot } from '@/app/_server/batch-snapshot';
import { toFailureGroupJson } from '@/lib/domain/wire/failure-group';
import { listBatchGroups } from '@/lib/services/batches/list-failure-groups';

export const metadata: Metadata = { title: 'Batch' };

interface BatchPageProps {
  readonly params: Promise<{ batchId: string }>;
}

export default async function BatchPage({ params }: BatchPageProps) {
  const { batchId } = await params;
  const context = await requireContext();
  const [batch, groups] = await orNotFound(
    Promise.all([readSnapshot(context, batchId), listBatchGroups(context, { batchId })]),
  );
  return <BatchScreen batch={batch} groups={groups.map(toFailureGroupJson)} />;
}
