import { parseAutomation } from '@/lib/automation/parse-automation';
import { describeStep } from '@/lib/automation/step';
import { getAutomation } from '@/lib/services/automations/get-automation';
import { listAutomations } from '@/lib/services/automations/list-automations';
import type { Context } from '@/lib/services/context';

export interface InputChoice {
  readonly name: string;
  readonly title: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly hasDefault: boolean;
}

/** What the page of a new batch knows of an automation. */
export interface AutomationChoice {
  readonly name: string;
  readonly title: string;
  readonly version: number;
  readonly effect: 'read' | 'submit';
  readonly inputs: readonly InputChoice[];
  /** What each step does, in words that still hold templates: `fills Order number with {{ order_no }}`. */
  readonly steps: readonly string[];
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
  if (!parsed.ok) return null;
  const inputs = Object.entries(parsed.automation.inputs).map(([input, spec]) => ({
    name: input,
    title: spec.title ?? input,
    type: spec.type,
    isRequired: spec.required,
    hasDefault: spec.default !== undefined,
  }));
  return { name, title, version, effect, inputs, steps: parsed.automation.steps.map(describeStep) };
}
