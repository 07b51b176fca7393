import type { Page, Locator as PageLocator } from 'playwright';
import { describeStepForRow } from '../../lib/automation/describe-run';
import { isSecretStep, renderBrowserSettings, renderStep } from '../../lib/automation/render-step';
import { type RenderOptions, renderText } from '../../lib/automation/render-template';
import type { Automation } from '../../lib/automation/schema';
import type { Scope } from '../../lib/automation/scope';
import type { Step } from '../../lib/automation/step';
import { createRedactor, type Redactor } from '../../lib/secrets/redactor';
import type { ArtifactWriter } from '../attempt/artifact-writer';
import { documentFault } from '../attempt/classify';
import { createMaskFinder } from '../attempt/find-masks';
import type { PageWatch } from '../attempt/page-watch';
import type { ReadyRow, RowRun } from '../attempt/prepare-row';
import { StepFailure } from '../attempt/step-failure';
import { locate } from '../steps/locate';
import { contextOptions } from './context-options';
import { planSteps, type StepPlan } from './plan-steps';
import { noteSecrets, usesOneTimeCode } from './row-secrets';

const NAVIGATION_TIMEOUT_SECONDS = 30;

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
  const rendering = { automation, stepTimeoutSeconds, scope, options: { onLookUp: noted.onLookUp } };
  const plans = steps.map((step) => planOf(step, rendering));
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
    bind: (page, watch, writer) => bindRow({ baseUrl, plans, scope, redactor }, { page, watch, writer }),
  };
}

interface Rendering extends Pick<ReadyOptions, 'stepTimeoutSeconds'> {
  readonly automation: Automation;
  readonly scope: Scope;
  readonly options: RenderOptions;
}

function planOf(step: Step, { automation, stepTimeoutSeconds, scope, options }: Rendering): StepPlan {
  const standard = step.verb === 'goto' ? NAVIGATION_TIMEOUT_SECONDS : stepTimeoutSeconds;
  return {
    step: renderStep(step, scope, options),
    // A code is good for half a minute, and its step may come later than that.
    renderNow: usesOneTimeCode(step) ? () => renderStep(step, scope) : undefined,
    title: describeStepForRow(automation, step, scope),
    timeoutMs: (step.timeoutSeconds ?? standard) * 1000,
    isSecret: isSecretStep(step, automation),
  };
}

interface RowParts {
  readonly baseUrl: string;
  readonly plans: readonly StepPlan[];
  readonly scope: Scope;
  readonly redactor: Redactor;
}

function bindRow(
  { baseUrl, plans, scope, redactor }: RowParts,
  { page, watch, writer }: { page: Page; watch: PageWatch; writer: ArtifactWriter },
): RowRun {
  const output: Record<string, unknown> = {};
  const findMasks = createMaskFinder(page, secretElements(page, plans), redactor);
  const planned = planSteps(plans, {
    page,
    findMasks,
    baseUrl,
    subject: { page, inputs: scope.input },
    documentFailure: () => {
      const fault = watch.document && documentFault(watch.document);
      return fault && new StepFailure(fault);
    },
    setOutput: (name, value) => {
      output[name] = value;
    },
    keepScreenshot: async (name, data) => {
      await writer.write({ type: 'screenshot', name, contentType: 'image/png', extension: 'png', data });
    },
  });
  return { ...planned, findMasks, output: () => output };
}

/** What secret steps fill or read, wherever it is on the page. */
function secretElements(page: Page, plans: readonly StepPlan[]): PageLocator[] {
  return plans.flatMap(({ step, isSecret }) =>
    isSecret && 'locator' in step.args && step.args.locator ? [locate(page, step.args.locator)] : [],
  );
}
