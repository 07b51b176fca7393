import { describeStepForRow } from '../../lib/automation/describe-run';
import type { Locator } from '../../lib/automation/locator';
import { renderStep } from '../../lib/automation/render-step';
import type { Automation } from '../../lib/automation/schema';
import type { Scope } from '../../lib/automation/scope';
import type { Step } from '../../lib/automation/step';
import { TemplateError } from '../../lib/automation/template-error';
import { documentFault } from '../attempt/classify';
import { watchDownloads } from '../attempt/downloads';
import { createMaskFinder } from '../attempt/find-masks';
import type { RowPage, RowRun } from '../attempt/prepare-row';
import { StepFailure } from '../attempt/step-failure';
import { fetchFile } from '../browser/fetch-file';
import { leanPage } from '../lean/lean-page';
import { createLeanSteps } from '../lean/lean-steps';
import { locate } from '../steps/locate';
import { createOutputs } from './outputs';
import type { RowPlan } from './plan-row';
import { planSteps, type StepPlan } from './plan-steps';
import { scopeWith } from './used-scope';

/** A loop fills many elements; the pictures are of one page. */
const MAX_MASKED = 500;

export interface RowParts {
  readonly automation: Automation;
  readonly plans: readonly RowPlan[];
  readonly scope: Scope;
  /** Of the automation and the row, without what a stored login adds. */
  readonly secrets: readonly string[];
}

/** Binds a row's steps to its windows; its variables and outputs begin anew. */
export function bindRow(
  { automation, plans, scope, secrets }: RowParts,
  { tabs, dialogs, watch, writer, redactor, guard, signal, isLean }: Omit<RowPage, 'gate'>,
): RowRun {
  const outputs = createOutputs(Object.keys(automation.outputs));
  const scopes = createScopes(scope);
  const masked = plans.flatMap(({ step, isSecret }) => (isSecret ? elementOf(step) : []));
  const elements = () => masked.map((element) => locate(tabs.current(), element));
  const findMasks = createMaskFinder(tabs.current, elements, { redactor, spread: secrets });
  const bound = plans.map(({ lateStep, automation: around, ...plan }): StepPlan => {
    if (!lateStep) return plan;
    const renderNow = () => {
      const step = renderLate(lateStep, scopes.of(plan));
      if (plan.isSecret && masked.length < MAX_MASKED) masked.push(...elementOf(step));
      return step;
    };
    return {
      ...plan,
      renderNow,
      titleNow: () => describeStepForRow(around, lateStep, scopes.of(plan), true),
    };
  });
  // While the first page is on its way.
  if (isLean) void leanPage(tabs.current());
  const planned = planSteps(bound, {
    get page() {
      return tabs.current();
    },
    ...{ tabs, dialogs, findMasks },
    lean: createLeanSteps(() => (isLean ? tabs.current() : null)),
    scopeOf: scopes.of,
    enterUsed: scopes.enter,
    documentFailure: () => {
      const fault = watch.document && documentFault(watch.document);
      return fault && new StepFailure(fault);
    },
    isPostedPage: () => watch.document?.isPosted ?? false,
    setOutput: outputs.set,
    addOutput: outputs.add,
    beginList: outputs.beginList,
    markOutputs: outputs.mark,
    setVariable: scopes.setVariable,
    keepFile: async (file, leftMs) => (await writer.write(file, leftMs)) !== null,
    downloads: watchDownloads(tabs.current().context()),
    fetchFile: (url, timeoutMs) => fetchFile(url, { guard, timeoutMs, signal }),
    keepScreenshot: async (name, data, leftMs) => {
      const file = { type: 'screenshot', contentType: 'image/png', extension: 'png' } as const;
      await writer.write({ ...file, name, data }, leftMs);
    },
  });
  return { ...planned, findMasks, output: outputs.all };
}

type Place = Pick<StepPlan, 'usedIn'>;

/** What the templates of the row's own steps, and of the automations it uses, look up at this moment. */
function createScopes(scope: Scope) {
  // One for all of them: what a used automation sets can be read after it.
  const variables = new Map(scope.var);
  const own: Scope = { ...scope, var: variables };
  const used = new Map<number, Scope>();
  const of = ({ usedIn }: Place): Scope => (usedIn === null ? own : (used.get(usedIn) ?? own));
  const enter = (plan: Place & { readonly step: Step }, args: Parameters<typeof scopeWith>[0]) => {
    used.set(plan.step.index, scopeWith(args, of(plan)));
  };
  return {
    of,
    enter,
    setVariable: (name: string, text: string) => void variables.set(name, text),
  };
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
