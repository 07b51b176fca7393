import { type AutomationProblem, parseAutomation } from '../../automation/parse-automation';
import type { Automation } from '../../automation/schema';
import { describeStep } from '../../automation/step';
import { type PlacedStep, walkSteps } from '../../automation/walk-steps';
import type { StepInWords } from '../../domain/wire/automation-check';

export interface ValidatedAutomation {
  /** With its steps in words, for people who do not read YAML. */
  readonly automation: (Omit<Automation, 'steps'> & { readonly steps: readonly StepInWords[] }) | null;
  readonly problems: readonly AutomationProblem[];
  readonly warnings: readonly AutomationProblem[];
}

/**
 * Checks a document without keeping it: a wrong one is an answer, not an error.
 * @param input secrets: names of those that are set
 */
export function validateAutomation(input: {
  readonly source: string;
  readonly secrets: ReadonlySet<string>;
}): ValidatedAutomation {
  const parsed = parseAutomation(input.source, { secrets: input.secrets });
  if (!parsed.ok) return { automation: null, problems: parsed.problems, warnings: [] };
  const { automation, warnings } = parsed;
  return {
    automation: { ...automation, steps: walkSteps(automation.steps).map(inWords) },
    problems: [],
    warnings,
  };
}

function inWords({ step, parents }: PlacedStep): StepInWords {
  const { commit = false, optional = false } = step;
  return { words: step.title ?? describeStep(step), commit, optional, depth: parents.length };
}
