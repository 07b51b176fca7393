import type { Fault } from './fault';
import { templateNames } from './referenced-names';
import { isSecretName } from './render-step';
import type { Automation } from './schema';
import { ownArgs, stepVariables } from './step';
import { visitTexts } from './visit-texts';
import { walkOwnSteps } from './walk-steps';

/** A variable is shown like any other text: a secret in one would no longer be known as a secret. */
export function checkVariables(automation: Automation): Fault[] {
  const { steps, verify } = automation;
  const placed = [...walkOwnSteps(steps, ['steps']), ...walkOwnSteps(verify?.steps ?? [], ['verify'])];
  return placed.flatMap(({ step, path }): Fault[] => {
    if (stepVariables(step).length === 0) return [];
    let secret: string | null = null;
    visitTexts(ownArgs(step), (source) => {
      const found = templateNames(source).find((name) => isSecretName(name, automation));
      if (found && 'key' in found) secret ??= found.key;
    });
    if (secret === null) return [];
    const message = `A variable cannot hold the secret ${secret}: name the secret where it is needed.`;
    return [{ code: 'variable_from_secret', message, path: [...path, step.verb] }];
  });
}

/** The list of steps at the top is limited by its schema; those inside others count like them. */
export function checkStepCount({ steps, verify }: Automation, max: number): Fault[] {
  return [
    { list: 'steps', count: walkOwnSteps(steps).length },
    { list: 'verify', count: walkOwnSteps(verify?.steps ?? []).length },
  ].flatMap(({ list, count }): Fault[] => {
    if (count <= max) return [];
    const message = `${list} has ${count} steps, those inside others counted: ${max} at most.`;
    return [{ code: 'too_many_steps', message, path: [list], isAboutKey: true }];
  });
}
