import { describeLocator } from '../../lib/automation/describe-locator';
import type { Step } from '../../lib/automation/step';
import type { Verb } from '../../lib/automation/steps/registry';
import { type NavigationNotice, noticeNavigation } from '../attempt/navigation-notice';
import type { LastLocator } from '../attempt/prepare-row';
import type { PlannedStep } from '../attempt/step-loop';
import { holds } from '../steps/conditions';
import { chooseElement } from '../steps/locate';
import { STEP_VERBS } from '../steps/registry';
import type { StepContext, StepVerb } from '../steps/step-context';

export interface StepPlan {
  /** Texts rendered for the row. */
  readonly step: Step;
  /** The step with a one-time code of this moment; absent when it has none. */
  readonly renderNow?: (() => Step) | undefined;
  /** For people: masked where it must be. */
  readonly title: string;
  readonly timeoutMs: number;
  readonly isSecret: boolean;
}

/** On a page that came with 5xx or 429 what is looked for either is there or will not come: nobody waits long for it. */
const BROKEN_PAGE_MS = 1000;

export type SharedContext = Omit<StepContext, 'isCommit' | 'find'>;

/** Binds rendered steps to a page. `lastLocator` is the element the present step looked for, if any. */
export function planSteps(
  plans: readonly StepPlan[],
  shared: SharedContext,
): { readonly steps: readonly PlannedStep[]; lastLocator(): LastLocator | null } {
  let last: LastLocator | null = null;
  const find: StepContext['find'] = async (locator, timeoutMs) => {
    last = { text: describeLocator(locator), locator, count: async () => 0 };
    const element = await chooseElement(shared.page, locator, timeoutMs);
    last = { text: describeLocator(locator), locator, count: () => element.count() };
    return element;
  };
  const forget = () => {
    last = null;
  };
  return { steps: plans.map((plan) => planStep(plan, shared, find, forget)), lastLocator: () => last };
}

function planStep(
  { step, renderNow = () => step, title, timeoutMs, isSecret }: StepPlan,
  shared: SharedContext,
  find: StepContext['find'],
  forget: () => void,
): PlannedStep {
  // A step's verb and arguments always belong together; the type system cannot follow that through the registry.
  const verb = STEP_VERBS[step.verb] as StepVerb<Verb>;
  const argsNow = () => renderNow().args as Parameters<typeof verb.run>[0];
  const context: StepContext = { ...shared, find, isCommit: step.commit ?? false };
  let notice: NavigationNotice | undefined;
  return {
    no: step.index + 1,
    verb: step.verb,
    title,
    timeoutMs,
    isOptional: step.optional ?? false,
    isCommit: step.commit ?? false,
    isSecret,
    retry: { times: step.retry?.times ?? 0, delayMs: (step.retry?.delaySeconds ?? 0) * 1000 },
    destination: () => (step.verb === 'goto' ? addressOf(renderNow(), shared.baseUrl) : null),
    isWanted: async () => {
      forget();
      return step.when === undefined || holds(step.when, shared.subject);
    },
    async prepare(limitMs) {
      await verb.prepare?.(argsNow(), context, limitMs);
      notice = await noticeNavigation(shared.page);
    },
    run: (limitMs) => {
      const isLeaving = step.verb === 'goto';
      const isBroken = !isLeaving && shared.documentFailure() !== null;
      return verb.run(argsNow(), context, isBroken ? Math.min(limitMs, BROKEN_PAGE_MS) : limitMs);
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
