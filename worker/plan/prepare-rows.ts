import type { Page, Locator as PageLocator } from 'playwright';
import { describeStepForRow } from '../../lib/automation/describe-run';
import { isSecretStep, renderBrowserSettings, renderStep } from '../../lib/automation/render-step';
import type { RenderOptions } from '../../lib/automation/render-template';
import type { Automation } from '../../lib/automation/schema';
import type { Scope } from '../../lib/automation/scope';
import type { Step } from '../../lib/automation/step';
import { TemplateError } from '../../lib/automation/template-error';
import type { BatchPlan, ClaimedAutomation } from '../../lib/db/batch-plan';
import type { Claim } from '../../lib/domain/lane';
import { UnreadableSecret } from '../../lib/secrets/key-ring';
import { createRedactor, type Redactor } from '../../lib/secrets/redactor';
import type { ArtifactWriter } from '../attempt/artifact-writer';
import { documentFault } from '../attempt/classify';
import { createMaskFinder } from '../attempt/find-masks';
import type { PageWatch } from '../attempt/page-watch';
import type { PreparedRow, PrepareRow, RowRun } from '../attempt/prepare-row';
import { StepFailure, type StepFault } from '../attempt/step-failure';
import { locate } from '../steps/locate';
import { contextOptions } from './context-options';
import { oneTimeCode } from './one-time-code';
import { createPlanCache, type LoadedPlan } from './plan-cache';
import { planSteps, type StepPlan } from './plan-steps';
import type { ReadSecrets } from './read-secrets';
import { readRowInputs } from './row-inputs';
import { noteSecrets, usesOneTimeCode } from './row-secrets';

const NAVIGATION_TIMEOUT_SECONDS = 30;

/** Makes claimed rows ready to run: checks their cells and renders their steps before a browser is asked for. */
export function createRowPreparer(
  load: (batchId: string, claimed: ClaimedAutomation) => Promise<BatchPlan>,
  readSecrets: ReadSecrets,
): PrepareRow {
  const loadPlan = createPlanCache(load);
  return async (hold, claim) => {
    const loaded = await loadPlan(hold.batchId, claim);
    try {
      return prepareRow(loaded, claim, await readSecrets(loaded.secretNames));
    } catch (error) {
      const fault = preparationFault(error);
      if (!fault) throw error;
      return { kind: 'unusable', effect: loaded.plan.effect, fault };
    }
  };
}

/** What is wrong with the row or the automation itself; null for a failure of ours. */
function preparationFault(error: unknown): StepFault | null {
  if (error instanceof UnreadableSecret) {
    return { kind: 'automation', code: error.code, message: error.message };
  }
  if (!(error instanceof TemplateError)) return null;
  const { kind, code, message } = error;
  return { kind, code, message };
}

function prepareRow(
  { plan, automation }: LoadedPlan,
  claim: Claim,
  secrets: ReadonlyMap<string, string>,
): PreparedRow {
  const { effect } = plan;
  if (!automation) {
    const message = `Version ${plan.automationVersion} of ${plan.automationName} is not accepted any more: save it again.`;
    return { kind: 'unusable', effect, fault: { kind: 'automation', code: 'automation_invalid', message } };
  }
  const inputs = readRowInputs(plan, automation, claim.cells);
  if (!inputs.ok) return { kind: 'unusable', effect, fault: inputs.fault };
  return readyRow(automation, claim, scopeOf(plan, claim, { input: inputs.values, secret: secrets }));
}

function scopeOf(plan: BatchPlan, claim: Claim, values: Pick<Scope, 'input' | 'secret'>): Scope {
  return {
    ...values,
    row: new Map(plan.headers.map((header, index) => [header, claim.cells[index] ?? ''])),
    var: new Map(Object.entries(plan.vars)),
    batch: { id: plan.batchId },
    job: { rowNumber: claim.rowIndex + 1 },
    totp: oneTimeCode,
  };
}

function readyRow(automation: Automation, claim: Claim, scope: Scope): PreparedRow {
  const { baseUrl, effect } = automation;
  const noted = noteSecrets(automation, scope);
  const rendering = { automation, claim, scope, options: { onLookUp: noted.onLookUp } };
  const plans = automation.steps.map((step) => planOf(step, rendering));
  const browser = renderBrowserSettings(automation.browser, scope, rendering.options);
  const redactor = createRedactor(noted.texts);
  return {
    kind: 'ready',
    effect,
    baseUrl,
    redactor,
    hasSecrets: redactor.values.length > 0 || plans.some((plan) => plan.isSecret),
    contextOptions: contextOptions(browser, baseUrl),
    bind: (page, watch, writer) => bindRow({ baseUrl, plans, scope, redactor }, { page, watch, writer }),
  };
}

interface Rendering {
  readonly automation: Automation;
  readonly claim: Claim;
  readonly scope: Scope;
  readonly options: RenderOptions;
}

function planOf(step: Step, { automation, claim, scope, options }: Rendering): StepPlan {
  const standard = step.verb === 'goto' ? NAVIGATION_TIMEOUT_SECONDS : claim.settings.step_timeout;
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
