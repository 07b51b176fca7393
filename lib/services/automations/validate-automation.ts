import { type AutomationProblem, parseAutomation } from '../../automation/parse-automation';
import type { Automation } from '../../automation/schema';

export interface ValidatedAutomation {
  readonly automation: Automation | null;
  readonly problems: readonly AutomationProblem[];
  readonly warnings: readonly AutomationProblem[];
}

/** Checks a document without keeping it: a wrong one is an answer, not an error. */
export function validateAutomation(input: { source: string }): ValidatedAutomation {
  const parsed = parseAutomation(input.source);
  return parsed.ok
    ? { automation: parsed.automation, problems: [], warnings: parsed.warnings }
    : { automation: null, problems: parsed.problems, warnings: [] };
}
