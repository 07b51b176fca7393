import type { Metadata } from 'next';
import { requireActor } from '@/app/_auth/require-actor';
import { AutomationScreen } from '@/app/_automations/automation-screen';
import { STARTER } from '@/app/_automations/starter';
import { toAutomationCheckJson } from '@/lib/domain/wire/automation-check';
import { validateAutomation } from '@/lib/services/automations/validate-automation';

export const metadata: Metadata = { title: 'New automation' };

export default async function NewAutomationPage() {
  await requireActor();
  return (
    <AutomationScreen
      saved={null}
      versions={[]}
      source={STARTER}
      check={toAutomationCheckJson(validateAutomation({ source: STARTER }))}
    />
  );
}
