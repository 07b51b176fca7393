import { type AutomationProblem, parseAutomation } from '../../automation/parse-automation';
import type { Automation } from '../../automation/schema';
import { describeStep } from '../../automation/step';
import { type PlacedStep, walkOwnSteps } from '../../automation/walk-steps';
import type { StepInWords } from '../../domain/wire/automation-check';
import type { Context } from '../context';
import { secretNames } from '../secrets/secret-names';
import { findUsable } from './find-usable';

export interface ValidatedAutomation {
  /** With its steps in words, for people who do not read YAML. */
  readonly automation: (Omit<Automation, 'steps'> & { readonly steps: readonly StepInWords[] }) | null;
  readonly problems: readonly AutomationProblem[];
  readonly warnings: readonly AutomationProblem[];
}

/** Checks a document without keeping it: a wrong one is an answer, not an error. */
export async function validateAutomation(
  { db, allowsEvaluate = false }: Pick<Context, 'db' | 'allowsEvaluate'>,
  { source }: { readonly source: string },
): Promise<ValidatedAutomation> {
  const [secrets, usable] = await Promise.all([secretNames(db), findUsable(db, source)]);
  const parsed = parseAutomation(source, { secrets, usable, allowsEvaluate });
  if (!parsed.ok) return { automation: null, problems: parsed.problems, warnings: [] };
  const { automation, warnings } = parsed;
  return {
    automation: { ...automation, steps: walkOwnSteps(automation.steps).map(inWords) },
    problems: [],
    warnings,
  };
}

function inWords({ step, parents }: PlacedStep): StepInWords {
  const { commit = false, optional = false } = step;
  return { words: step.title ?? describeStep(step), commit, optional, depth: parents.length };
}
