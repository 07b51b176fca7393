import { bindInputs } from '@/lib/automation/bind-inputs';
import type { AutomationChoice } from './automation-choice';

/** The automation whose needed inputs the file's columns fill by name; of several the one that uses most of them. */
export function likelyAutomation(
  automations: readonly AutomationChoice[],
  headers: readonly string[],
): AutomationChoice | null {
  const columns = headers.map((header) => ({ header }));
  const fitting = automations
    .map((automation) => ({ automation, bound: bindInputs(automation.inputs, columns) }))
    .filter(({ bound }) => bound.unbound.length === 0 && Object.keys(bound.bindings).length > 0)
    .map(({ automation, bound }) => ({ automation, count: Object.keys(bound.bindings).length }))
    .sort((one, other) => other.count - one.count);
  const [first, second] = fitting;
  return first && first.count !== second?.count ? first.automation : null;
}
