import type { Automation } from '../../automation/schema';
import type { Step } from '../../automation/step';
import { usingStep, walkOwnSteps, walkSteps } from '../../automation/walk-steps';
import { ValidationError } from '../../domain/errors';

/**
 * The 1-based number of the step before which a try ends, or null to run all of them.
 * @throws ValidationError `step_unknown`, or `try_would_submit` when it would pass a commit step without `submit`
 */
export function findStop(
  automation: Automation,
  asked: { readonly stopBefore?: number | string | undefined; readonly submit?: boolean | undefined },
): number | null {
  const firstCommit = firstCommitOf(automation);
  const stop = asked.stopBefore === undefined ? null : findStep(automation, asked.stopBefore);
  if (asked.submit || firstCommit === null) return stop;
  if (stop !== null && stop > firstCommit) {
    throw new ValidationError(
      'try_would_submit',
      `Step ${firstCommit} submits and stands before step ${stop}: stop before step ${firstCommit}, or say that the try may submit.`,
      { commit_step: firstCommit },
    );
  }
  return stop ?? firstCommit;
}

/** A used automation that submits counts as one step. */
function firstCommitOf({ steps }: Automation): number | null {
  const first = walkSteps(steps).find(({ step }) => step.commit);
  return first ? (usingStep(first) ?? first.step).index + 1 : null;
}

function allSteps({ steps }: Automation): Step[] {
  return walkOwnSteps(steps).map(({ step }) => step);
}

function findStep(automation: Automation, wanted: number | string): number {
  const steps = allSteps(automation);
  const isNumber = typeof wanted === 'number' || /^\d+$/.test(wanted);
  const index = isNumber ? Number(wanted) - 1 : steps.findIndex((step) => step.id === wanted);
  if (steps[index]) return index + 1;
  const ids = steps.flatMap((step) => step.id ?? []);
  const known = ids.length > 0 ? ` Ids: ${ids.join(', ')}.` : '';
  throw new ValidationError(
    'step_unknown',
    `${automation.name} has no step ${wanted}: it has steps 1 to ${steps.length}.${known}`,
  );
}
