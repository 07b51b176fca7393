import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { requireContext } from '@/app/_auth/require-actor';
import { findNeighbours } from '@/app/_batches/job/find-neighbours';
import { JobScreen } from '@/app/_batches/job/job-screen';
import { orNotFound } from '@/app/_batches/or-not-found';
import { plainJson } from '@/app/_batches/plain-json';
import { readSnapshot } from '@/app/_server/batch-snapshot';
import { toJobDetailJson } from '@/lib/domain/wire/job-detail';
import { getBatch } from '@/lib/services/batches/get-batch';
import { getJob } from '@/lib/services/jobs/get-job';

interface RowPageProps {
  readonly params: Promise<{ batchId: string; rowNumber: string }>;
}

export async function generateMetadata({ params }: RowPageProps): Promise<Metadata> {
  const { rowNumber } = await params;
  return { title: `Row ${rowNumber}` };
}

export default async function RowPage({ params }: RowPageProps) {
  const { batchId, rowNumber } = await params;
  if (!/^[1-9]\d{0,9}$/.test(rowNumber)) notFound();
  const rowIndex = Number(rowNumber) - 1;
  const context = await requireContext();
  const [snapshot, batch, job, neighbours] = await orNotFound(
    Promise.all([
      readSnapshot(context, batchId),
      getBatch(context, { batchId }),
      getJob(context, { batchId, rowIndex }),
      findNeighbours(context, batchId, rowIndex),
    ]),
  );
  return <JobScreen batch={snapshot} job={plainJson(toJobDetailJson(batch, job))} neighbours={neighbours} />;
}
