import type { Metadata } from 'next';
import { requireContext } from '@/app/_auth/require-actor';
import { WorkersScreen } from '@/app/_workers/workers-screen';
import { toWorkerJson } from '@/lib/domain/wire/worker';
import { listWorkers } from '@/lib/services/workers/list-workers';

export const metadata: Metadata = { title: 'Workers' };

export default async function WorkersPage() {
  const workers = await listWorkers(await requireContext());
  return <WorkersScreen initial={workers.map(toWorkerJson)} />;
}
