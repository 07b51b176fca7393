import type { Metadata } from 'next';
import { requireContext } from '@/app/_auth/require-actor';
import { readAutomationChoices } from '@/app/_batches/new/automation-choice';
import { NewBatchScreen } from '@/app/_batches/new/new-batch-screen';
import { readRecentFiles } from '@/app/_batches/new/read-recent-files';

export const metadata: Metadata = { title: 'New batch' };

export default async function NewBatchPage() {
  const context = await requireContext();
  const [recent, automations] = await Promise.all([readRecentFiles(context), readAutomationChoices(context)]);
  return <NewBatchScreen recent={recent} automations={automations} />;
}
