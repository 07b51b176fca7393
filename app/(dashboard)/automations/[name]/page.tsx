import type { Metadata } from 'next';
import { requireContext } from '@/app/_auth/require-actor';
import { AutomationScreen } from '@/app/_automations/automation-screen';
import { orNotFound } from '@/app/_batches/or-not-found';
import { toAutomationJson, toAutomationVersionJson } from '@/lib/domain/wire/automation';
import { toAutomationCheckJson } from '@/lib/domain/wire/automation-check';
import { getAutomation } from '@/lib/services/automations/get-automation';
import { listAutomationVersions } from '@/lib/services/automations/list-automations';
import { locateStep } from '@/lib/services/automations/locate-step';
import { validateAutomation } from '@/lib/services/automations/validate-automation';

interface AutomationPageProps {
  readonly params: Promise<{ name: string }>;
  readonly searchParams: Promise<{ version?: string | string[]; step?: string | string[] }>;
}

export async function generateMetadata({ params }: AutomationPageProps): Promise<Metadata> {
  return { title: (await params).name };
}

export default async function AutomationPage({ params, searchParams }: AutomationPageProps) {
  const { name } = await params;
  const search = await searchParams;
  const version = Number(search.version) || undefined;
  const context = await requireContext();
  const [automation, versions] = await orNotFound(
    Promise.all([getAutomation(context, { name, version }), listAutomationVersions(context, { name })]),
  );
  const { source } = automation;
  const check = await validateAutomation(context, { source });
  return (
    <AutomationScreen
      key={automation.version}
      saved={toAutomationJson(automation)}
      versions={versions.map(toAutomationVersionJson)}
      source={source}
      start={locateStep({ source, step: Number(search.step) })}
      check={toAutomationCheckJson(check)}
    />
  );
}
