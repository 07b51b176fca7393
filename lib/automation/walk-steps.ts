import type { FaultPath } from './fault';
import { isLoop, mapInnerSteps, type Step } from './step';

/** A step with its place in the document and the steps that it stands in, the outermost first. */
export interface PlacedStep {
  readonly step: Step;
  /** From where the list stands. */
  readonly path: FaultPath;
  readonly parents: readonly Step[];
}

/** All steps of a list and those inside them, as the document is read. */
export function walkSteps(
  steps: readonly Step[],
  path: FaultPath = [],
  parents: readonly Step[] = [],
): PlacedStep[] {
  return steps.flatMap((step, at) => {
    const here = [...path, at];
    const placed: PlacedStep[] = [{ step, path: here, parents }];
    mapInnerSteps(step, (inner, innerPath) => {
      placed.push(...walkSteps(inner, [...here, step.verb, ...innerPath], [...parents, step]));
      return inner;
    });
    return placed;
  });
}

/** Numbers a list's steps and those inside them; what a step keeps secret, the steps inside it keep secret. */
export function numberSteps(steps: readonly Step[], change: (step: Step) => Step): Step[] {
  let next = 0;
  const number = (list: readonly Step[], isSecret: boolean): Step[] =>
    list.map((step) => {
      const index = next++;
      const secret = isSecret || step.secret;
      const numbered = { ...change(step), index, ...(secret && { secret }) };
      return mapInnerSteps(numbered, (inner) => number(inner, secret ?? false));
    });
  return number(steps, false);
}

/** True when some step around it is a loop. */
export function isRepeated({ parents }: Pick<PlacedStep, 'parents'>): boolean {
  return parents.some(isLoop);
}
