import { errors, type Page, type Locator as PageLocator } from 'playwright';
import { StepFailure } from '../attempt/step-failure';
import { chooseElement } from './locate';
import type { BlockVerb } from './step-context';

/** A table that is turned so often without an end is taken for endless. */
const MOST_PAGES = 1000;
const LOOK_EVERY_MS = 100;

export const paginate: BlockVerb<'paginate'> = {
  open({ next, max = MOST_PAGES + 1, as, do: steps }, context) {
    let pageNumber = 0;
    return {
      async next(timeoutMs) {
        if (pageNumber > 0) {
          if (pageNumber >= max) return null;
          if (pageNumber >= MOST_PAGES) throw endless(context.page.url());
          const element = (await chooseElement(context.page, next, timeoutMs)).first();
          if (!(await canTurn(element))) return null;
          await turn(context.page, element, timeoutMs);
        }
        pageNumber += 1;
        if (as !== undefined) context.setVariable(as, String(pageNumber));
        return steps;
      },
    };
  },
};

/** On the last page it is not there, hidden, or disabled in one way or another. */
async function canTurn(element: PageLocator): Promise<boolean> {
  if ((await element.count()) === 0 || !(await element.isVisible())) return false;
  return element.isEnabled();
}

/** Clicks, and waits until the page shows something else: a new document, or other text in this one. */
async function turn(page: Page, element: PageLocator, timeoutMs: number): Promise<void> {
  const endsAtMs = performance.now() + timeoutMs;
  const before = await look(page);
  await element.click({ timeout: timeoutMs });
  for (;;) {
    const leftMs = endsAtMs - performance.now();
    if (leftMs <= 0) throw notTurned(page.url(), timeoutMs);
    try {
      await page.waitForLoadState('domcontentloaded', { timeout: leftMs });
    } catch (error) {
      if (error instanceof errors.TimeoutError) throw notTurned(page.url(), timeoutMs);
      throw error;
    }
    // While one document gives way to the next nothing can be read: that is a change too, and the next look shows it.
    const now = await look(page).catch(() => null);
    if (now !== null && now !== before) return;
    await page.waitForTimeout(Math.min(LOOK_EVERY_MS, leftMs));
  }
}

async function look(page: Page): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: what changes for a person is what counts.
  const text = await page.locator('body').innerText();
  return `${page.url()}\n${text}`;
}

function notTurned(url: string, timeoutMs: number): StepFailure {
  const message = `The page showed nothing else within ${Math.round(timeoutMs / 1000)} s after it was turned.`;
  return new StepFailure({ kind: 'page_mismatch', code: 'page_not_turned', message, url });
}

function endless(url: string): StepFailure {
  const message = `There was still a next page after ${MOST_PAGES} pages: say max to end earlier.`;
  return new StepFailure({ kind: 'automation', code: 'too_many_pages', message, url });
}
