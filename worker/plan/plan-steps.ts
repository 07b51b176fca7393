import { describeLocator } from '../../lib/automation/describe-locator';
import type { Locator } from '../../lib/automation/locator';
import type { Scope } from '../../lib/automation/scope';
import { isLoop, type Step } from '../../lib/automation/step';
import type { Verb } from '../../lib/automation/steps/registry';
import type { UseArgs } from '../../lib/automation/steps/use';
import { gatheredLists } from '../../lib/automation/walk-steps';
import { type NavigationNotice, noticeNavigation } from '../attempt/navigation-notice';
import type { LastLocator, RowRun } from '../attempt/prepare-row';
import type { PlannedStep } from '../attempt/step-loop';
import { type ConditionSubject, holds } from '../steps/conditions';
import { chooseElement, locate } from '../steps/locate';
import { STEP_VERBS } from '../steps/registry';
import type { BlockVerb, StepContext, StepVerb } from '../steps/step-context';

export interface StepPlan {
  /** Texts rendered for the row, as far as they were known before it ran. */
  readonly step: Step;
  /** The step with what is only known now: a one-time code, variables that steps set; absent when it has none. */
  readonly renderNow?: (() => Step) | undefined;
  /** As people read it; of a step of a used automation that of the step that uses it. 1-based. */
  readonly no: number;
  /** For people: masked where it must be. */
  readonly title: string;
  readonly titleNow?: (() => string) | undefined;
  readonly timeoutMs: number;
  readonly isSecret: boolean;
  /** It stands in no other step. */
  readonly isOutermost: boolean;
  /** It stands in a loop. */
  readonly isRepeated: boolean;
  /** Paths are relative to it. */
  readonly baseUrl: string;
  /** The index of the `use` step whose automation it belongs to; null for the row's own. */
  readonly usedIn: number | null;
}

/** On a page that came with 5xx or 429 what is looked for either is there or will not come: nobody waits long for it. */
const BROKEN_PAGE_MS = 1000;
/** They open another page: what the present one is says nothing about it. */
const LEAVING: ReadonlySet<Verb> = new Set(['goto', 'back', 'reload']);

type OfStep = 'isCommit' | 'find' | 'note' | 'addOutput' | 'enterUsed' | 'subject' | 'baseUrl';

export type SharedContext = Omit<StepContext, OfStep> & {
  scopeOf(plan: StepPlan): Pick<Scope, 'input' | 'var'>;
  enterUsed(plan: StepPlan, args: UseArgs): void;
  /** @param isRepeated goes on with what is there; else begins anew */
  addOutput(name: string, values: readonly unknown[], isRepeated: boolean): void;
  /** A loop that never runs has read an empty list. */
  beginList(name: string): void;
  /** What is called to go back to the outputs of now. */
  markOutputs(): () => void;
};

/** Binds rendered steps, those inside others among them, to a page. `lastLocator` is the element the present step looked for, if any. */
export function planSteps(
  plans: readonly StepPlan[],
  shared: SharedContext,
): Pick<RowRun, 'steps' | 'stepCount' | 'lastLocator'> {
  let last: LastLocator | null = null;
  const find: StepContext['find'] = async (locator, timeoutMs) => {
    last = { text: describeLocator(locator), locator, count: async () => 0 };
    const element = await chooseElement(shared.page, locator, timeoutMs);
    last = { text: describeLocator(locator), locator, count: () => element.count() };
    return element;
  };
  const note = (locator: Locator) => {
    last = {
      text: describeLocator(locator),
      locator,
      count: () => locate(shared.page, locator).count(),
    };
  };
  const forget = () => {
    last = null;
  };
  const byIndex = new Map<number, PlannedStep>();
  for (const plan of plans)
    byIndex.set(plan.step.index, planStep(plan, { shared, find, note, forget, byIndex }));
  const outermost = plans.filter(({ isOutermost }) => isOutermost);
  return {
    steps: outermost.map(({ step }) => plannedAt(byIndex, step)),
    stepCount: plans.filter(({ usedIn }) => usedIn === null).length,
    lastLocator: () => last,
  };
}

function plannedAt(byIndex: ReadonlyMap<number, PlannedStep>, { index }: { index: number }): PlannedStep {
  const planned = byIndex.get(index);
  if (!planned) throw new Error(`Step ${index + 1} was not planned`);
  return planned;
}

interface PlanParts {
  readonly shared: SharedContext;
  readonly find: StepContext['find'];
  readonly note: StepContext['note'];
  readonly forget: () => void;
  readonly byIndex: ReadonlyMap<number, PlannedStep>;
}

function planStep(plan: StepPlan, { shared, find, note, forget, byIndex }: PlanParts): PlannedStep {
  const { step, renderNow = () => step, titleNow, timeoutMs, isSecret, isRepeated } = plan;
  const subject: ConditionSubject = {
    get page() {
      return shared.page;
    },
    lean: shared.lean,
    get inputs() {
      return shared.scopeOf(plan).input;
    },
    get variables() {
      return shared.scopeOf(plan).var;
    },
  };
  // Not a copy: which page it is must be asked whenever it is needed.
  const context: StepContext = Object.assign(Object.create(shared) as SharedContext, {
    ...{ find, note },
    isCommit: step.commit ?? false,
    addOutput: (name: string, values: readonly unknown[]) => shared.addOutput(name, values, isRepeated),
    enterUsed: (args: UseArgs) => shared.enterUsed(plan, args),
    subject,
    baseUrl: plan.baseUrl,
  });
  return {
    no: plan.no,
    isUsed: plan.usedIn !== null,
    verb: step.verb,
    get title() {
      return titleNow?.() ?? plan.title;
    },
    timeoutMs,
    isOptional: step.optional ?? false,
    isCommit: step.commit ?? false,
    isSecret,
    retry: { times: step.retry?.times ?? 0, delayMs: (step.retry?.delaySeconds ?? 0) * 1000 },
    destination: () => (step.verb === 'goto' ? addressOf(renderNow(), plan.baseUrl) : null),
    isWanted: async () => {
      forget();
      if (step.when === undefined) return true;
      const { when } = renderNow();
      return when === undefined || holds(when, subject);
    },
    ...actionOf(step.verb, { context, renderNow, byIndex, beginOutputs: () => beginOutputs(step, shared) }),
  };
}

function beginOutputs(step: Step, { markOutputs, beginList }: SharedContext): () => void {
  const goBack = markOutputs();
  for (const name of gatheredLists(step)) beginList(name);
  return goBack;
}

interface ActionParts extends Pick<PlanParts, 'byIndex'> {
  /** As they are when the step begins; what it gives goes back to what they were before. */
  readonly beginOutputs: () => () => void;
  readonly context: StepContext;
  readonly renderNow: () => Step;
}

type Action = Pick<PlannedStep, 'prepare' | 'run' | 'settle' | 'open'>;

/** A step's verb and arguments always belong together; the type system cannot follow that through the registry. */
function actionOf(verb: Verb, parts: ActionParts): Action {
  const does = STEP_VERBS[verb] as StepVerb<Verb> | BlockVerb<Verb>;
  return 'open' in does ? blockAction(does, parts) : pageAction(does, verb, parts);
}

function blockAction(
  does: BlockVerb<Verb>,
  { context, renderNow, byIndex, beginOutputs }: ActionParts,
): Action {
  const nothing = async () => undefined;
  let goBack: () => void = () => undefined;
  return {
    ...{ prepare: nothing, run: nothing, settle: nothing },
    open: (isAgain) => {
      if (isAgain) goBack();
      goBack = beginOutputs();
      const now = renderNow();
      const rounds = does.open(now.args as Parameters<typeof does.open>[0], context);
      return {
        isLoop: isLoop(now),
        next: async (timeoutMs) => {
          const steps = await rounds.next(timeoutMs);
          return steps?.map((step) => plannedAt(byIndex, step)) ?? null;
        },
      };
    },
  };
}

function pageAction(does: StepVerb<Verb>, verb: Verb, { context, renderNow }: ActionParts): Action {
  const argsNow = () => renderNow().args as Parameters<typeof does.run>[0];
  let notice: NavigationNotice | undefined;
  return {
    async prepare(limitMs) {
      await does.prepare?.(argsNow(), context, limitMs);
      notice = await noticeNavigation(context.page);
    },
    async run(limitMs) {
      const isLeaving = LEAVING.has(verb);
      const isBroken = !isLeaving && context.documentFailure() !== null;
      // One that came since the last step, then those that this step sets off.
      context.dialogs.check();
      await does.run(argsNow(), context, isBroken ? Math.min(limitMs, BROKEN_PAGE_MS) : limitMs);
      context.dialogs.check();
    },
    async settle(limitMs) {
      await notice?.settle(limitMs);
      notice?.stop();
    },
  };
}

function addressOf({ args }: Step, baseUrl: string): string | null {
  return 'url' in args && typeof args.url === 'string' ? (URL.parse(args.url, baseUrl)?.href ?? null) : null;
}
