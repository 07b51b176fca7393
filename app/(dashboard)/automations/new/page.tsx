import type { Metadata } from 'next';
import { requireContext } from '@/app/_auth/require-actor';
import { AutomationScreen } from '@/app/_automations/automation-screen';
import { ImportScreen } from '@/app/_automations/import/import-screen';
import { STARTER } from '@/app/_automations/starter';
import { toAutomationCheckJson } from '@/lib/domain/wire/automation-check';
import { validateAutomation } from '@/lib/services/automations/validate-automation';

export const metadata: Metadata = { title: 'New automation' };

interface NewAutomationPageProps {
  readonly searchParams: Promise<{ from?: string | string[] }>;
}

export default async function NewAutomationPage({ searchParams }: NewAutomationPageProps) {
  const context = await requireContext();
  if ((await searchParams).from === 'recording') return <ImportScreen />;
  const check = await validateAutomation(context, { source: STARTER });
  return (
    <AutomationScreen saved={null} versions={[]} source={STARTER} check={toAutomationCheckJson(check)} />
  );
}
