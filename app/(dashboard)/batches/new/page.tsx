import type { Metadata } from 'next';
import { requireContext } from '@/app/_auth/require-actor';
import { readAutomationChoices } from '@/app/_batches/new/automation-choice';
import { NewBatchScreen } from '@/app/_batches/new/new-batch-screen';
import { readFileChoices } from '@/app/_batches/upload/read-file-choices';

export const metadata: Metadata = { title: 'New batch' };

export default async function NewBatchPage() {
  const context = await requireContext();
  const [files, automations] = await Promise.all([readFileChoices(context), readAutomationChoices(context)]);
  return <NewBatchScreen files={files} automations={automations} />;
}
