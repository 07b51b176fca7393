import { templateNames } from './referenced-names';
import type { Automation } from './schema';
import { ownArgs, type Step, stepVariables } from './step';
import type { TemplateName } from './template';
import { visitTexts } from './visit-texts';
import { walkSteps } from './walk-steps';

/** Asked for every step of every row; an automation never changes. */
const known = new WeakMap<object, ReadonlySet<string>>();

/** The variables that the automation's own steps set: their values are only known while a row runs. */
export function runVariables(automation: Automation): ReadonlySet<string> {
  const before = known.get(automation);
  if (before) return before;
  const placed = [...walkSteps(automation.steps), ...walkSteps(automation.verify?.steps ?? [])];
  const variables = new Set(placed.flatMap(({ step }) => stepVariables(step)));
  known.set(automation, variables);
  return variables;
}

/** What a text shows in place of a variable that a step sets: ‹line›. Undefined for every other name. */
export function variablePlaceholder(
  variables: ReadonlySet<string>,
): (name: TemplateName) => string | undefined {
  return (name) => (name.root === 'var' && variables.has(name.key) ? `‹${name.key}›` : undefined);
}

/** True when a step's own texts or conditions look up one of these variables: they are rendered anew whenever it runs. */
export function usesVariables(step: Step, variables: ReadonlySet<string>): boolean {
  if (variables.size === 0) return false;
  let isFound = false;
  visitTexts([ownArgs(step), step.when], (source) => {
    isFound ||= templateNames(source).some((name) => name.root === 'var' && variables.has(name.key));
  });
  return isFound;
}
