import { describeStepForRow } from '../../lib/automation/describe-run';
import type { Locator } from '../../lib/automation/locator';
import { isSecretStep, renderBrowserSettings, renderStep } from '../../lib/automation/render-step';
import { type RenderOptions, renderText } from '../../lib/automation/render-template';
import { runVariables, usesVariables, variablePlaceholder } from '../../lib/automation/run-variables';
import type { Automation } from '../../lib/automation/schema';
import type { Scope } from '../../lib/automation/scope';
import type { Step } from '../../lib/automation/step';
import { TemplateError } from '../../lib/automation/template-error';
import { isRepeated, type PlacedStep, walkSteps } from '../../lib/automation/walk-steps';
import { createRedactor, type Redactor } from '../../lib/secrets/redactor';
import { documentFault } from '../attempt/classify';
import { createMaskFinder } from '../attempt/find-masks';
import type { ReadyRow, RowPage, RowRun } from '../attempt/prepare-row';
import { StepFailure } from '../attempt/step-failure';
import { locate } from '../steps/locate';
import { contextOptions } from './context-options';
import { createOutputs } from './outputs';
import { planSteps, type StepPlan } from './plan-steps';
import { noteSecrets, usesOneTimeCode } from './row-secrets';

const NAVIGATION_TIMEOUT_SECONDS = 30;
/** A loop fills many elements; the pictures are of one page. */
const MAX_MASKED = 500;

export interface ReadyOptions {
  /** Of steps that say nothing themselves. */
  readonly stepTimeoutSeconds: number;
  /** Other steps of the automation than those that run for a row. */
  readonly steps?: readonly Step[];
}

/**
 * Steps of a checked automation, rendered for what the scope holds and ready for any page.
 * @throws TemplateError when the scope's texts do not fit
 */
export function readyRow(
  automation: Automation,
  scope: Scope,
  { stepTimeoutSeconds, steps = automation.steps }: ReadyOptions,
): ReadyRow {
  const { baseUrl, effect } = automation;
  const noted = noteSecrets(automation, scope);
  const variables = runVariables(automation);
  const options = { onLookUp: noted.onLookUp, placeholder: variablePlaceholder(variables) };
  const rendering = { ...{ automation, stepTimeoutSeconds, scope, options, variables } };
  const plans = walkSteps(steps).map((placed) => planOf(placed, rendering));
  const browser = renderBrowserSettings(automation.browser, scope, rendering.options);
  const redactor = createRedactor(noted.texts);
  return {
    kind: 'ready',
    effect,
    baseUrl,
    redactor,
    hasSecrets: redactor.values.length > 0 || plans.some((plan) => plan.isSecret),
    // No step takes a file, and one without an end would fill the disk.
    contextOptions: { ...contextOptions(browser, baseUrl), acceptDownloads: false },
    blockedTypes: browser.block ?? [],
    sessionName: automation.session === undefined ? null : renderText(automation.session, scope),
    bind: (at) => bindRow({ automation, plans, scope, redactor }, at),
  };
}

interface Rendering extends Pick<ReadyOptions, 'stepTimeoutSeconds'> {
  readonly automation: Automation;
  readonly scope: Scope;
  readonly options: RenderOptions;
  /** Those that steps set while the row runs. */
  readonly variables: ReadonlySet<string>;
}

/** A step as it is known before the row runs. */
type RowPlan = Omit<StepPlan, 'renderNow' | 'titleNow'> & {
  /** As written, when it must be rendered whenever it runs. */
  readonly lateStep: Step | null;
};

function planOf(placed: PlacedStep, rendering: Rendering): RowPlan {
  const { automation, stepTimeoutSeconds, scope, options, variables } = rendering;
  const { step, parents } = placed;
  const standard = step.verb === 'goto' ? NAVIGATION_TIMEOUT_SECONDS : stepTimeoutSeconds;
  // A code is good for half a minute, and its step may come later than that.
  const isLate = usesVariables(step, variables) || usesOneTimeCode(step);
  return {
    step: renderStep(step, scope, options),
    lateStep: isLate ? step : null,
    title: describeStepForRow(automation, step, scope),
    timeoutMs: (step.timeoutSeconds ?? standard) * 1000,
    isSecret: isSecretStep(step, automation),
    isOutermost: parents.length === 0,
    isRepeated: isRepeated(placed),
  };
}

interface RowParts {
  readonly automation: Automation;
  readonly plans: readonly RowPlan[];
  readonly scope: Scope;
  readonly redactor: Redactor;
}

function bindRow(
  { automation, plans, scope, redactor }: RowParts,
  { tabs, dialogs, watch, writer }: Pick<RowPage, 'tabs' | 'dialogs' | 'watch' | 'writer'>,
): RowRun {
  const outputs = createOutputs();
  const variables = new Map(scope.var);
  const now: Scope = { ...scope, var: variables };
  const masked = plans.flatMap(({ step, isSecret }) => (isSecret ? elementOf(step) : []));
  const elements = () => masked.map((element) => locate(tabs.current(), element));
  const findMasks = createMaskFinder(tabs.current, elements, redactor);
  const bound = plans.map(({ lateStep, ...plan }): StepPlan => {
    if (!lateStep) return plan;
    const renderNow = () => {
      const step = renderLate(lateStep, now);
      if (plan.isSecret && masked.length < MAX_MASKED) masked.push(...elementOf(step));
      return step;
    };
    return { ...plan, renderNow, titleNow: () => describeStepForRow(automation, lateStep, now, true) };
  });
  const planned = planSteps(bound, {
    get page() {
      return tabs.current();
    },
    ...{ tabs, dialogs, findMasks },
    baseUrl: automation.baseUrl,
    subject: {
      get page() {
        return tabs.current();
      },
      inputs: scope.input,
    },
    documentFailure: () => {
      const fault = watch.document && documentFault(watch.document);
      return fault && new StepFailure(fault);
    },
    setOutput: outputs.set,
    addOutput: outputs.add,
    markOutputs: outputs.mark,
    setVariable: (name, text) => variables.set(name, text),
    keepScreenshot: async (name, data) => {
      await writer.write({ type: 'screenshot', name, contentType: 'image/png', extension: 'png', data });
    },
  });
  return { ...planned, findMasks, output: outputs.all };
}

/** @throws StepFailure when the present values do not fit */
function renderLate(step: Step, scope: Scope): Step {
  try {
    return renderStep(step, scope);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const { kind, code, message } = error;
    throw new StepFailure({ kind, code, message });
  }
}

/** What a secret step fills or reads, wherever it is on the page. */
function elementOf({ args }: Step): Locator[] {
  return 'locator' in args && args.locator ? [args.locator] : [];
}
