import type { FaultPath } from './fault';
import { isLoop, mapInnerSteps, type Step, stepOutputs } from './step';
import type { UsedAutomation } from './steps/use';

/** A step with its place in the document and the steps that it stands in, the outermost first. */
export interface PlacedStep {
  readonly step: Step;
  /** From where the list stands. */
  readonly path: FaultPath;
  readonly parents: readonly Step[];
}

/** The steps of the document itself: without those of the automations that it uses. */
export function walkOwnSteps(steps: readonly Step[], path: FaultPath = []): PlacedStep[] {
  return walkSteps(steps, path).filter((placed) => usingStep(placed) === null);
}

/** The outermost `use` around a step; null for one of the document itself. */
export function usingStep({ parents }: Pick<PlacedStep, 'parents'>): Step | null {
  return parents.find(({ verb }) => verb === 'use') ?? null;
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

/** Far above the last step of any document. */
const FIRST_USED_INDEX = 1_000_000;

/**
 * Numbers a list's steps and those inside them; what a step keeps secret, the steps inside it keep secret. Those of
 * used automations are numbered apart: a number that a person reads is one of the document that they read.
 * @param change is told which automation a step belongs to, when not to the document itself
 */
export function numberSteps(
  steps: readonly Step[],
  change: (step: Step, used: UsedAutomation | null) => Step,
): Step[] {
  let [next, nextUsed] = [0, FIRST_USED_INDEX];
  const number = (list: readonly Step[], isSecret: boolean, used: UsedAutomation | null): Step[] =>
    list.map((step) => {
      const index = used ? nextUsed++ : next++;
      const secret = isSecret || step.secret;
      const numbered = { ...change(step, used), index, ...(secret && { secret }) };
      const usedHere = step.verb === 'use' ? (step.args.used?.() ?? null) : used;
      return mapInnerSteps(numbered, (inner) => number(inner, secret ?? false, usedHere));
    });
  return number(steps, false, null);
}

/** True when some step around it is a loop. */
export function isRepeated({ parents }: Pick<PlacedStep, 'parents'>): boolean {
  return parents.some(isLoop);
}

/** The lists that a step, when it is a loop, adds to round by round. */
export function gatheredLists(step: Step): readonly string[] {
  if (!isLoop(step)) return [];
  const outputs = walkSteps([step]).flatMap((inner) => stepOutputs(inner.step));
  return outputs.filter(({ isList }) => isList).map(({ output }) => output);
}
