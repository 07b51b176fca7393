import { checkInputs } from '../../lib/automation/inputs';
import type { Scope } from '../../lib/automation/scope';
import type { UseArgs } from '../../lib/automation/steps/use';
import { StepFailure } from '../attempt/step-failure';

/**
 * What templates of a used automation can name: the inputs that its step gives it, and what the row has beside.
 * @param args rendered
 * @throws StepFailure of kind `input` when an input is not usable
 */
export function scopeWith(args: UseArgs, scope: Scope): Scope {
  const inputs = args.used?.().inputs ?? {};
  const { values, problems } = checkInputs(inputs, new Map(Object.entries(args.with)));
  const [problem] = problems;
  if (problem) {
    const message = `${args.automation} cannot run: its input ${problem.input} ${problem.message}.`;
    throw new StepFailure({ kind: 'input', code: problem.code, message });
  }
  return { ...scope, input: new Map(Object.keys(inputs).map((input) => [input, values.get(input) ?? ''])) };
}

/** The same for inputs that are not all known yet: nothing about them can be checked. */
export function givenInputs(args: UseArgs, scope: Scope): Scope {
  const inputs = Object.keys(args.used?.().inputs ?? {});
  return { ...scope, input: new Map(inputs.map((input) => [input, args.with[input] ?? ''])) };
}
