import type { Page, Locator as PageLocator } from 'playwright';
import { describeStepForRow } from '../../lib/automation/describe-run';
import { isSecretStep, renderBrowserSettings, renderStep } from '../../lib/automation/render-step';
import type { Automation } from '../../lib/automation/schema';
import type { Scope } from '../../lib/automation/scope';
import type { Step } from '../../lib/automation/step';
import { TemplateError } from '../../lib/automation/template-error';
import type { BatchPlan, ClaimedAutomation } from '../../lib/db/batch-plan';
import type { Claim } from '../../lib/domain/lane';
import type { ArtifactWriter } from '../attempt/artifact-writer';
import { documentFault } from '../attempt/classify';
import type { PageWatch } from '../attempt/page-watch';
import type { PreparedRow, PrepareRow, RowRun } from '../attempt/prepare-row';
import { StepFailure, type StepFault } from '../attempt/step-failure';
import { locate } from '../steps/locate';
import { contextOptions } from './context-options';
import { createPlanCache, type LoadedPlan } from './plan-cache';
import { planSteps, type StepPlan } from './plan-steps';
import { readRowInputs } from './row-inputs';

const NAVIGATION_TIMEOUT_SECONDS = 30;

/** Makes claimed rows ready to run: checks their cells and renders their steps before a browser is asked for. */
export function createRowPreparer(
  load: (batchId: string, claimed: ClaimedAutomation) => Promise<BatchPlan>,
): PrepareRow {
  const loadPlan = createPlanCache(load);
  return async (hold, claim) => prepareRow(await loadPlan(hold.batchId, claim), claim);
}

function prepareRow({ plan, automation }: LoadedPlan, claim: Claim): PreparedRow {
  const { effect } = plan;
  if (!automation) {
    const message = `Version ${plan.automationVersion} of ${plan.automationName} is not accepted any more: save it again.`;
    return { kind: 'unusable', effect, fault: { kind: 'automation', code: 'automation_invalid', message } };
  }
  const inputs = readRowInputs(plan, automation, claim.cells);
  if (!inputs.ok) return { kind: 'unusable', effect, fault: inputs.fault };
  const scope = scopeOf(plan, claim, inputs.values);
  try {
    return readyRow(automation, claim, scope);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { kind: 'unusable', effect, fault: templateFault(error) };
  }
}

function templateFault({ kind, code, message }: TemplateError): StepFault {
  return { kind, code, message };
}

function scopeOf(plan: BatchPlan, claim: Claim, input: ReadonlyMap<string, string>): Scope {
  return {
    input,
    row: new Map(plan.headers.map((header, index) => [header, claim.cells[index] ?? ''])),
    var: new Map(Object.entries(plan.vars)),
    secret: new Map(),
    batch: { id: plan.batchId },
    job: { rowNumber: claim.rowIndex + 1 },
  };
}

function readyRow(automation: Automation, claim: Claim, scope: Scope): PreparedRow {
  const { baseUrl, effect } = automation;
  const plans = automation.steps.map((step) => planOf(step, { automation, claim, scope }));
  return {
    kind: 'ready',
    effect,
    baseUrl,
    hasSecrets: plans.some((plan) => plan.isSecret),
    contextOptions: contextOptions(renderBrowserSettings(automation.browser, scope), baseUrl),
    bind: (page, watch, writer) => bindRow({ baseUrl, plans, scope }, { page, watch, writer }),
  };
}

function planOf(
  step: Step,
  { automation, claim, scope }: { automation: Automation; claim: Claim; scope: Scope },
): StepPlan {
  const standard = step.verb === 'goto' ? NAVIGATION_TIMEOUT_SECONDS : claim.settings.step_timeout;
  return {
    step: renderStep(step, scope),
    title: describeStepForRow(automation, step, scope),
    timeoutMs: (step.timeoutSeconds ?? standard) * 1000,
    isSecret: isSecretStep(step, automation),
  };
}

function bindRow(
  { baseUrl, plans, scope }: { baseUrl: string; plans: readonly StepPlan[]; scope: Scope },
  { page, watch, writer }: { page: Page; watch: PageWatch; writer: ArtifactWriter },
): RowRun {
  const output: Record<string, unknown> = {};
  const masks = secretElements(page, plans);
  const planned = planSteps(plans, {
    page,
    masks,
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
  return { ...planned, masks, output: () => output };
}

/** What secret steps fill or read, wherever it is on the page. */
function secretElements(page: Page, plans: readonly StepPlan[]): PageLocator[] {
  return plans.flatMap(({ step, isSecret }) =>
    isSecret && 'locator' in step.args && step.args.locator ? [locate(page, step.args.locator)] : [],
  );
}
