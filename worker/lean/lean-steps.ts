import type { Page } from 'playwright';
import type { Locator } from '../../lib/automation/locator';
import type { ExtractField } from '../../lib/automation/steps/extract';
import { startDeadline } from '../attempt/deadline';
import { type LeanPage, leanPage, type Question } from './lean-page';
import { type ActionLimits, sendOnce } from './send-once';

/** One element's state, for the tests of a condition. */
export interface ElementState {
  readonly isEnabled: boolean;
  readonly isChecked: boolean;
  /** Null: it is no field. */
  readonly value: string | null;
  readonly attribute: string | null;
}

/** Elements that a condition speaks of. @property pattern of a regular expression that their text must match */
export interface Sought {
  readonly locator: Locator;
  readonly pattern?: string;
}

/**
 * Steps done with few questions to the page, where what Playwright would do can be told exactly. Each says whether it did the
 * step: if not, nothing was sent, and Playwright does it, waits for it, or says why it cannot be done.
 */
export interface LeanSteps {
  /** @throws TimeoutError when it was sent and a navigation does not end */
  click(locator: Locator, limits: ActionLimits): Promise<boolean>;
  /** Whether it could be clicked at once. */
  canClick(locator: Locator, timeoutMs: number): Promise<boolean>;
  press(locator: Locator, key: string, limits: ActionLimits): Promise<boolean>;
  fill(locator: Locator, value: string, timeoutMs: number): Promise<boolean>;
  choose(locator: Locator, by: 'label' | 'value', option: string, timeoutMs: number): Promise<boolean>;
  setChecked(locator: Locator, isWanted: boolean, timeoutMs: number): Promise<boolean>;
  /** Whether the one element is visible. */
  isThere(locator: Locator, timeoutMs: number): Promise<boolean>;
  /** Whether one is visible now; null: ask Playwright. */
  isShown(sought: Sought): Promise<boolean | null>;
  /** True when one is, or is not, visible in time. */
  waitUntilShown(sought: Sought, isWanted: boolean, timeoutMs: number): Promise<boolean>;
  states(sought: Sought, attribute: string | null): Promise<readonly ElementState[] | null>;
  title(): Promise<string | null>;
  /** The values of as many fields, from the first on, as could be read. */
  read(
    fields: readonly ExtractField[],
    timeoutMs: number,
  ): Promise<readonly (string | number | string[] | null)[]>;
}

/** What is not so within this time is waited for by Playwright. */
const LOOK_MS = 1500;

/** @param pageNow null: Playwright does every step */
export function createLeanSteps(pageNow: () => Page | null): LeanSteps {
  const open = async () => {
    const page = pageNow();
    const lean = page && (await leanPage(page));
    return page && lean ? { page, lean } : null;
  };
  /** Actions wait for a navigation that is under way, which Playwright does; what is read is read as it stands. */
  const openToAct = async () => {
    const opened = await open();
    return opened?.lean.navigation.isPending ? null : opened;
  };
  const ask = async <T>(question: Question, timeoutMs: number) =>
    (await open())?.lean.ask<T>(question, lookMs(timeoutMs)) ?? null;

  return {
    async click(locator, limits) {
      const deadline = startDeadline(limits.timeoutMs);
      const opened = await openToAct();
      if (!opened) return false;
      const { page, lean } = opened;
      const point = await aim(lean, { ask: 'aim', locator, isTrial: false }, limits.timeoutMs);
      if (!point || !('x' in point)) return false;
      const { isCommit } = limits;
      return sendOnce(lean, { deadline, isCommit }, () => page.mouse.click(point.x, point.y));
    },
    async canClick(locator, timeoutMs) {
      const opened = await openToAct();
      const question = { ask: 'aim', locator, isTrial: true };
      return !!(await opened?.lean.ask(question, lookMs(timeoutMs)));
    },
    async press(locator, key, limits) {
      const deadline = startDeadline(limits.timeoutMs);
      const opened = await openToAct();
      const isReady = await opened?.lean.ask({ ask: 'focus', locator }, lookMs(limits.timeoutMs));
      if (!opened || !isReady) return false;
      const { isCommit } = limits;
      return sendOnce(opened.lean, { deadline, isCommit }, () => opened.page.keyboard.press(key));
    },
    async fill(locator, value, timeoutMs) {
      const deadline = startDeadline(timeoutMs);
      const opened = await openToAct();
      const isReady = await opened?.lean.ask({ ask: 'fill', locator, value }, lookMs(timeoutMs));
      if (!opened || !isReady || deadline.isOver()) return false;
      const { keyboard } = opened.page;
      await (value === '' ? keyboard.press('Delete') : keyboard.insertText(value));
      return true;
    },
    async choose(locator, optionBy, option, timeoutMs) {
      const opened = await openToAct();
      return !!(await opened?.lean.ask({ ask: 'choose', locator, optionBy, option }, lookMs(timeoutMs)));
    },
    async setChecked(locator, isWanted, timeoutMs) {
      const deadline = startDeadline(timeoutMs);
      const opened = await openToAct();
      if (!opened) return false;
      const { page, lean } = opened;
      const found = await aim(lean, { ask: 'aimAtBox', locator, isWanted, isTrial: false }, timeoutMs);
      if (!found) return false;
      if ('isDone' in found) return true;
      if (deadline.isOver()) {
        lean.tell({ ask: 'endAction' });
        return false;
      }
      await page.mouse.click(found.x, found.y);
      const ended = await lean.ask<{ wasMet: boolean; isChecked: boolean }>({ ask: 'endBox' }, timeoutMs);
      if (!ended?.value.wasMet) return false;
      if (ended.value.isChecked !== isWanted)
        throw new Error('Clicking the checkbox did not change its state');
      return true;
    },
    isThere: async (locator, timeoutMs) => !!(await ask({ ask: 'isThere', locator }, timeoutMs)),
    isShown: async (sought) => (await ask<boolean>({ ask: 'isShownNow', ...sought }, 0))?.value ?? null,
    waitUntilShown: async (sought, isWanted, timeoutMs) =>
      !!(await ask({ ask: 'isShown', ...sought, isWanted }, timeoutMs)),
    states: async (sought, attribute) =>
      (await ask<ElementState[]>({ ask: 'states', ...sought, attribute }, 0))?.value ?? null,
    title: async () => (await ask<string>({ ask: 'title' }, 0))?.value ?? null,
    read: async (fields, timeoutMs) =>
      (await ask<(string | number | string[] | null)[]>({ ask: 'read', fields }, timeoutMs))?.value ?? [],
  };
}

function lookMs(timeoutMs: number): number {
  return Math.min(LOOK_MS, timeoutMs);
}

type Aim = { readonly x: number; readonly y: number } | { readonly isDone: true };

/** Where to click; the page watches over the click from then on. */
async function aim(lean: LeanPage, question: Question, timeoutMs: number): Promise<Aim | null> {
  const aimed = await lean.ask<Aim>(question, lookMs(timeoutMs));
  // A page that answers too late must not watch over a click that is not ours.
  if (!aimed) lean.tell({ ask: 'endAction' });
  return aimed?.value ?? null;
}
