import { errors, type Page, type Locator as PageLocator } from 'playwright';
import type { Condition } from '../../lib/automation/condition';
import type { Locator } from '../../lib/automation/locator';
import { textTestHolds } from '../../lib/automation/text-test-holds';
import { urlMatches } from '../../lib/automation/url-match';
import type { LeanSteps, Sought } from '../lean/lean-steps';
import { readElements, statesPass } from './element-holds';
import { locate } from './locate';
import { timeLeft } from './time-left';

type ElementCondition = Extract<Condition, { type: 'element' }>;

/** What a condition may look at. */
export interface ConditionSubject {
  readonly page: Page;
  readonly lean: LeanSteps;
  /** The row's inputs as text. */
  readonly inputs: ReadonlyMap<string, string>;
  /** What they are at this moment. */
  readonly variables: ReadonlyMap<string, string>;
}

const POLL_MS = [20, 50, 100, 100, 250] as const;
const SLOWEST_POLL_MS = 500;

/** Whether the condition holds now; waits for nothing. An element condition holds when one match satisfies it. */
export async function holds(condition: Condition, subject: ConditionSubject): Promise<boolean> {
  switch (condition.type) {
    case 'element': {
      const { page, lean } = subject;
      const { tests, state } = condition;
      if (tests) {
        const states = await lean.states(soughtIn(condition), tests.attribute?.name ?? null);
        return statesPass(states ?? (await readElements(matching(condition, page), tests)), tests);
      }
      const isShown =
        (await lean.isShown(soughtIn(condition))) ?? (await matching(condition, page).count()) > 0;
      return isShown === (state === 'visible');
    }
    case 'url':
      return urlMatches(condition.url, subject.page.url());
    case 'title':
      return textTestHolds(condition.test, (await subject.lean.title()) ?? (await subject.page.title()));
    case 'input':
      return textTestHolds(condition.test, subject.inputs.get(condition.input) ?? '');
    case 'var':
      return textTestHolds(condition.test, subject.variables.get(condition.name) ?? '');
    case 'not':
      return !(await holds(condition.condition, subject));
    case 'all':
      for (const one of condition.conditions) if (!(await holds(one, subject))) return false;
      return true;
    case 'any':
      for (const one of condition.conditions) if (await holds(one, subject)) return true;
      return false;
  }
}

/** The element that must be there for the condition to hold, if it asks for one. */
export function soughtBy(condition: Condition): Locator | null {
  if (condition.type !== 'element' || condition.state !== 'visible') return null;
  return condition.tests?.count ? null : condition.locator;
}

/** Waits until the condition holds; false when it does not in time. Rejects when the page goes away. */
export async function waitUntilHolds(
  condition: Condition,
  subject: ConditionSubject,
  timeoutMs: number,
): Promise<boolean> {
  if (condition.type === 'element' && !condition.tests) return waitForElement(condition, subject, timeoutMs);
  const endsAtMs = performance.now() + timeoutMs;
  for (let look = 0; ; look += 1) {
    if (await holds(condition, subject)) return true;
    const leftMs = endsAtMs - performance.now();
    if (leftMs <= 0) return false;
    const waitMs = Math.min(POLL_MS[look] ?? SLOWEST_POLL_MS, leftMs);
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

/** The browser itself watches for an element: no polling from here. */
async function waitForElement(
  condition: ElementCondition,
  { page, lean }: ConditionSubject,
  timeoutMs: number,
): Promise<boolean> {
  const left = timeLeft(timeoutMs);
  const isVisible = condition.state === 'visible';
  if (await lean.waitUntilShown(soughtIn(condition), isVisible, timeoutMs)) return true;
  const element = matching(condition, page).first();
  try {
    await element.waitFor({ state: isVisible ? 'attached' : 'detached', timeout: left() });
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}

function soughtIn({ locator, text }: ElementCondition): Sought {
  return { locator, ...(text !== undefined && { pattern: foldedText(text).source }) };
}

/** The visible matches that say what the condition asks for. */
function matching({ locator, text }: ElementCondition, page: Page): PageLocator {
  const hasText = text === undefined ? {} : { hasText: foldedText(text) };
  return locate(page, locator).filter({ visible: true, ...hasText });
}

/** Matches the text as it is written, whatever white space stands between its words. */
function foldedText(text: string): RegExp {
  const words = text
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(words.join('\\s+'));
}
