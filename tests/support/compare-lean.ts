import type { Page } from 'playwright';
import type { Locator } from '@/lib/automation/locator';
import { leanPage } from '@/worker/lean/lean-page';
import { createLeanSteps } from '@/worker/lean/lean-steps';
import { chooseElement, locate } from '@/worker/steps/locate';

/** What both ways say of one locator on the page of now; `lean` is null where it leaves the answer to Playwright. */
export interface Compared {
  readonly locator: Locator;
  readonly lean: unknown;
  readonly playwright: unknown;
}

const FIELD = { output: 'x', isRequired: false } as const;

/** Which elements are found, in which order, with which text and value, and whether one is visible. */
export async function compareFinding(page: Page, locator: Locator): Promise<Compared> {
  const lean = createLeanSteps(() => page);
  const numbers = { ...FIELD, locator, mode: 'attr', attr: 'data-no', isList: true } as const;
  const [found] = await lean.read([numbers], 0);
  const isShown = await lean.isShown({ locator });
  const elements = locate(page, locator);
  const playwright = {
    found: await elements.evaluateAll((all) => all.flatMap((one) => one.getAttribute('data-no') ?? [])),
    isShown: (await elements.filter({ visible: true }).count()) > 0,
  };
  return { locator, lean: found === undefined || isShown === null ? null : { found, isShown }, playwright };
}

/** Where the one element is clicked, when that could be done at once. The page is kept from whatever a click does. */
export async function compareAiming(page: Page, locator: Locator): Promise<Compared> {
  await page.evaluate(keepClicks);
  const lean = await leanPage(page);
  const aimed = await lean?.ask<unknown>({ ask: 'aim', locator, isTrial: true }, 0);
  if (!aimed) return { locator, lean: null, playwright: null };
  const element = await chooseElement(page, locator, 2000);
  const playwright = await element.click({ timeout: 2000 }).then(
    () => page.evaluate(() => (globalThis as { clickedAt?: unknown }).clickedAt),
    (error: Error) => error.message,
  );
  return { locator, lean: aimed.value, playwright };
}

/** Runs in the page. */
function keepClicks(): void {
  for (const type of ['mousedown', 'mouseup', 'pointerdown', 'pointerup', 'click']) {
    addEventListener(
      type,
      (event) => {
        const { clientX, clientY } = event as MouseEvent;
        const clickedAt = { x: Math.round(clientX * 100) / 100, y: Math.round(clientY * 100) / 100 };
        if (type === 'pointerdown') Object.assign(globalThis, { clickedAt });
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      true,
    );
  }
}

/** The browser's protocol rounds places a little otherwise than a page sees them. */
const NEAR_PX = 0.02;

/** What was left to Playwright is no difference. */
export function isSame({ lean, playwright }: Compared): boolean {
  if (lean === null) return true;
  if (isPlace(lean) && isPlace(playwright))
    return Math.abs(lean.x - playwright.x) < NEAR_PX && Math.abs(lean.y - playwright.y) < NEAR_PX;
  return JSON.stringify(lean) === JSON.stringify(playwright);
}

function isPlace(value: unknown): value is { readonly x: number; readonly y: number } {
  return typeof value === 'object' && value !== null && 'x' in value && 'y' in value;
}
