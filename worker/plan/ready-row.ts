import { renderBrowserSettings } from '../../lib/automation/render-step';
import { renderText } from '../../lib/automation/render-template';
import { runVariables, variablePlaceholder } from '../../lib/automation/run-variables';
import type { Automation } from '../../lib/automation/schema';
import type { Scope } from '../../lib/automation/scope';
import type { Step } from '../../lib/automation/step';
import { EVALUATE_REFUSED } from '../../lib/automation/steps/evaluate';
import { walkSteps } from '../../lib/automation/walk-steps';
import { createRedactor } from '../../lib/secrets/redactor';
import type { ReadyRow } from '../attempt/prepare-row';
import { StepFailure } from '../attempt/step-failure';
import { bindRow } from './bind-row';
import { contextOptions } from './context-options';
import { planRow } from './plan-row';
import { noteSecrets } from './row-secrets';

/** What the operator lets automations do. */
export interface RowRights {
  readonly allowsEvaluate?: boolean;
}

export interface ReadyOptions extends RowRights {
  /** Of steps that say nothing themselves. */
  readonly stepTimeoutSeconds: number;
  /** Other steps of the automation than those that run for a row. */
  readonly steps?: readonly Step[];
}

/**
 * Steps of a checked automation, rendered for what the scope holds and ready for any page.
 * @throws TemplateError when the scope's texts do not fit; StepFailure when those given to a used automation do not, or
 * for a script that is not allowed
 */
export function readyRow(
  automation: Automation,
  scope: Scope,
  { stepTimeoutSeconds, steps = automation.steps, allowsEvaluate = false }: ReadyOptions,
): ReadyRow {
  const { baseUrl, effect } = automation;
  const noted = noteSecrets(automation, scope);
  const variables = runVariables(automation);
  const options = { onLookUp: noted.onLookUp, placeholder: variablePlaceholder(variables) };
  const rendering = { automation, stepTimeoutSeconds, scope, options, variables };
  const plans = planRow(walkSteps(steps), rendering);
  const browser = renderBrowserSettings(automation.browser, scope, rendering.options);
  const redactor = createRedactor(noted.texts);
  if (!allowsEvaluate && plans.some(({ step }) => step.verb === 'evaluate')) {
    throw new StepFailure({ kind: 'automation', ...EVALUATE_REFUSED });
  }
  const takesFiles = plans.some(({ step }) => step.verb === 'download');
  return {
    kind: 'ready',
    effect,
    baseUrl,
    redactor,
    hasSecrets: redactor.values.length > 0 || plans.some((plan) => plan.isSecret),
    // Where no step takes a file, one without an end would only fill the disk.
    contextOptions: { ...contextOptions(browser, baseUrl), acceptDownloads: takesFiles },
    blockedTypes: browser.block ?? [],
    sessionName: automation.session === undefined ? null : renderText(automation.session, scope),
    bind: (at) => bindRow({ automation, plans, scope, secrets: redactor.values }, at),
  };
}
