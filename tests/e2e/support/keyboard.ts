import { expect, type Locator, type Page } from '@playwright/test';

const MOST_STOPS = 80;

/** Whether keys go to `target`, asked a task later: lists and menus move the focus after the key that moved it. */
const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate(async (element) => {
    await new Promise((resolve) => setTimeout(resolve));
    return element === document.activeElement;
  });

/** Presses Tab until `target` has the focus, and sees that a reader can tell. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  // While something is on its way its button takes no focus.
  await expect(target).toBeEnabled();
  for (let stops = 0; !(await hasFocus(target)); stops++) {
    if (stops > MOST_STOPS) throw new Error(`${target} is not reached by ${MOST_STOPS} presses of Tab.`);
    await page.keyboard.press('Tab');
  }
  const mark = await target.evaluate((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth);
  });
  expect(mark).toBeGreaterThan(0);
}

/** The same, then the key that presses what has the focus. */
export async function press(page: Page, target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Moves through an open list from its first option on. Letters would do, but not on a machine that is slow between them. */
export async function moveTo(page: Page, option: Locator): Promise<void> {
  await expect(option).toBeVisible();
  await page.keyboard.press('Home');
  for (let moves = 0; !(await hasFocus(option)); moves++) {
    if (moves > MOST_STOPS)
      throw new Error(`${option} is not reached by ${MOST_STOPS} presses of ArrowDown.`);
    await page.keyboard.press('ArrowDown');
  }
}
