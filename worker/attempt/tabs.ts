import type { BrowserContext, Page } from 'playwright';
import type { BlockedType } from '../../lib/automation/browser-settings';
import { blockTypes } from './block-types';
import { StepFailure } from './step-failure';

/** The windows of one row. Its steps run in one of them at a time. */
export interface Tabs {
  /** The window that steps run in. One that closed itself gives way to the one it was opened from. */
  current(): Page;
  /** From now on steps run in this one. */
  enter(page: Page): Promise<void>;
  /** Closes the present window and goes back. @throws StepFailure when there is none to go back to */
  leave(): Promise<void>;
}

/** Opens the first window of a row. @param blockedTypes what no window of the row loads */
export async function openTabs(
  context: BrowserContext,
  blockedTypes: readonly BlockedType[] = [],
): Promise<Tabs> {
  const first = await context.newPage();
  await blockTypes(first, blockedTypes);
  return createTabs(first, (page) => blockTypes(page, blockedTypes));
}

function createTabs(first: Page, prepare: (page: Page) => Promise<void>): Tabs {
  const entered = [first];
  const current = () => {
    while (entered.length > 1 && entered.at(-1)?.isClosed()) entered.pop();
    return entered.at(-1) ?? first;
  };
  return {
    current,
    async enter(page) {
      await prepare(page);
      entered.push(page);
    },
    async leave() {
      const page = current();
      if (entered.length === 1) {
        const message = 'There is no window to go back to: no popup step opened this one.';
        throw new StepFailure({ kind: 'automation', code: 'no_window_before', message, url: page.url() });
      }
      entered.pop();
      await page.close();
    },
  };
}
