import type { Metadata } from 'next';
import { requireContext } from '@/app/_auth/require-actor';
import { AutomationScreen } from '@/app/_automations/automation-screen';
import { STARTER } from '@/app/_automations/starter';
import { toAutomationCheckJson } from '@/lib/domain/wire/automation-check';
import { validateAutomation } from '@/lib/services/automations/validate-automation';

export const metadata: Metadata = { title: 'New automation' };

export default async function NewAutomationPage() {
  const check = await validateAutomation(await requireContext(), { source: STARTER });
  return (
    <AutomationScreen saved={null} versions={[]} source={STARTER} check={toAutomationCheckJson(check)} />
  );
}
