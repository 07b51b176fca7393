import type { Metadata } from 'next';
import { requireContext } from '@/app/_auth/require-actor';
import { WorkersScreen } from '@/app/_workers/workers-screen';
import { toWorkersJson } from '@/lib/domain/wire/workers';
import { getQueue } from '@/lib/services/workers/get-queue';
import { listWorkers } from '@/lib/services/workers/list-workers';

export const metadata: Metadata = { title: 'Workers' };

export default async function WorkersPage() {
  const context = await requireContext();
  return <WorkersScreen initial={toWorkersJson(await listWorkers(context), await getQueue(context))} />;
}
