import { describeStepForRow } from '../../lib/automation/describe-run';
import { isSecretStep, renderStep } from '../../lib/automation/render-step';
import type { RenderOptions } from '../../lib/automation/render-template';
import { usesVariables } from '../../lib/automation/run-variables';
import type { Automation } from '../../lib/automation/schema';
import type { Scope } from '../../lib/automation/scope';
import { type Step, standardSeconds } from '../../lib/automation/step';
import type { UseArgs } from '../../lib/automation/steps/use';
import { isRepeated, type PlacedStep, usingStep } from '../../lib/automation/walk-steps';
import type { StepPlan } from './plan-steps';
import { usesOneTimeCode } from './row-secrets';
import { givenInputs, scopeWith } from './used-scope';

export interface Rendering {
  readonly automation: Automation;
  /** Of steps that say nothing themselves. */
  readonly stepTimeoutSeconds: number;
  readonly scope: Scope;
  readonly options: RenderOptions;
  /** Those that steps set while the row runs. */
  readonly variables: ReadonlySet<string>;
}

/** A step as it is known before the row runs. */
export type RowPlan = Omit<StepPlan, 'renderNow' | 'titleNow'> & {
  /** As written, when it must be rendered whenever it runs. */
  readonly lateStep: Step | null;
  /** The automation whose step it is: the row's, or one that it uses. */
  readonly automation: Automation;
};

/** What a step's templates and conditions look up things in. */
interface Surroundings {
  readonly automation: Automation;
  /** As far as it is known before the row runs. */
  readonly scope: Scope;
}

/** Renders all steps as far as they are known before the row runs. @throws TemplateError, StepFailure */
export function planRow(placed: readonly PlacedStep[], rendering: Rendering): RowPlan[] {
  const { automation, scope } = rendering;
  const own: Surroundings = { automation, scope };
  const used = new Map<number, Surroundings>();
  return placed.map((one) => {
    const around = one.parents.findLast(({ verb }) => verb === 'use');
    const at = (around && used.get(around.index)) ?? own;
    const plan = planOf(one, at, rendering);
    if (plan.step.verb === 'use') used.set(plan.step.index, surroundingsIn(plan, plan.step.args, at));
    return plan;
  });
}

function planOf(placed: PlacedStep, { automation, scope }: Surroundings, rendering: Rendering): RowPlan {
  const { stepTimeoutSeconds, options, variables } = rendering;
  const { step, parents } = placed;
  const standard = standardSeconds(step) ?? stepTimeoutSeconds;
  const around = usingStep(placed);
  // A code is good for half a minute, and its step may come later than that; inputs of a used automation come at its use.
  const isLate = around !== null || usesVariables(step, variables) || usesOneTimeCode(step);
  return {
    automation,
    step: renderStep(step, scope, options),
    lateStep: isLate ? step : null,
    no: (around ?? step).index + 1,
    title: describeStepForRow(automation, step, scope),
    timeoutMs: (step.timeoutSeconds ?? standard) * 1000,
    isSecret: isSecretStep(step, automation),
    isOutermost: parents.length === 0,
    isRepeated: isRepeated(placed),
    baseUrl: automation.baseUrl,
    usedIn: parents.findLast(({ verb }) => verb === 'use')?.index ?? null,
  };
}

/** @param args rendered, with placeholders for what is not known yet */
function surroundingsIn(
  { lateStep }: RowPlan,
  args: UseArgs,
  { automation, scope }: Surroundings,
): Surroundings {
  const used = args.used?.();
  if (!used) return { automation, scope };
  const inside = { ...automation, inputs: used.inputs, baseUrl: used.baseUrl };
  return { automation: inside, scope: lateStep ? givenInputs(args, scope) : scopeWith(args, scope) };
}
