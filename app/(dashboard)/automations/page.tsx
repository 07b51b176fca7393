import type { Metadata } from 'next';
import { requireContext } from '@/app/_auth/require-actor';
import { AutomationListScreen } from '@/app/_automations/automation-list-screen';
import { toAutomationListItemJson } from '@/lib/domain/wire/automation';
import { listAutomations } from '@/lib/services/automations/list-automations';

export const metadata: Metadata = { title: 'Automations' };

export default async function AutomationsPage() {
  const automations = await listAutomations(await requireContext());
  return <AutomationListScreen automations={automations.map(toAutomationListItemJson)} />;
}
