import type { InputSpec } from '@/lib/automation/input-spec';
import { parseAutomation } from '@/lib/automation/parse-automation';
import { getAutomation } from '@/lib/services/automations/get-automation';
import { listAutomations } from '@/lib/services/automations/list-automations';
import type { Context } from '@/lib/services/context';

/** What the page of a new batch knows of an automation. */
export interface AutomationChoice {
  readonly name: string;
  readonly title: string;
  readonly version: number;
  readonly effect: 'read' | 'submit';
  readonly inputs: Readonly<Record<string, InputSpec>>;
}

/** The automations that can be chosen: the newest version of each. There are few. */
export async function readAutomationChoices(context: Context): Promise<AutomationChoice[]> {
  const automations = await listAutomations(context);
  const choices = await Promise.all(automations.map(({ name }) => readChoice(context, name)));
  return choices.filter((choice) => choice !== null);
}

async function readChoice(context: Context, name: string): Promise<AutomationChoice | null> {
  const { source, title, version, effect } = await getAutomation(context, { name });
  const parsed = parseAutomation(source, { fileName: name });
  // Saved versions were checked; one that an older Furrow took and this one does not cannot be run.
  return parsed.ok ? { name, title, version, effect, inputs: parsed.automation.inputs } : null;
}
