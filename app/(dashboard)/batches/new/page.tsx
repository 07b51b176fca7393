import type { Metadata } from 'next';
import { requireContext } from '@/app/_auth/require-actor';
import { readAutomationChoices } from '@/app/_batches/new/automation-choice';
import { NewBatchScreen } from '@/app/_batches/new/new-batch-screen';
import { readCopiedDraft } from '@/app/_batches/new/read-copied-draft';
import { readFileChoices } from '@/app/_batches/upload/read-file-choices';

export const metadata: Metadata = { title: 'New batch' };

interface NewBatchPageProps {
  /** `from`: the batch whose file, automation, bindings and settings are taken over. */
  readonly searchParams: Promise<{ from?: string | string[] }>;
}

export default async function NewBatchPage({ searchParams }: NewBatchPageProps) {
  const { from } = await searchParams;
  const context = await requireContext();
  const [files, automations, copied] = await Promise.all([
    readFileChoices(context),
    readAutomationChoices(context),
    readCopiedDraft(context, typeof from === 'string' ? from : null),
  ]);
  return <NewBatchScreen files={files} automations={automations} copied={copied} />;
}
