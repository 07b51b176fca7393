import { bindInputs } from '@/lib/automation/bind-inputs';
import { commandColumns } from '@/lib/automation/command-columns';
import type { AutomationChoice } from './automation-choice';

/** Stands for no automation of all rows: each row names its own. No automation has this name. */
export const BY_ROW = '@';

/** The automation whose needed inputs the file's columns fill by name; of several the one that uses most of them. */
export function likelyAutomation(
  automations: readonly AutomationChoice[],
  headers: readonly string[],
): AutomationChoice | null {
  // Such a file may name its automations itself.
  if (commandColumns(headers).length > 0) return null;
  const columns = headers.map((header) => ({ header }));
  const fitting = automations
    .map((automation) => ({ automation, bound: bindInputs(automation.inputs, columns) }))
    .filter(({ bound }) => bound.unbound.length === 0 && Object.keys(bound.bindings).length > 0)
    .map(({ automation, bound }) => ({ automation, count: Object.keys(bound.bindings).length }))
    .sort((one, other) => other.count - one.count);
  const [first, second] = fitting;
  return first && first.count !== second?.count ? first.automation : null;
}
