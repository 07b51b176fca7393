import { expect, type Page } from '@playwright/test';
import { noteAxe } from '@/tests/support/axe-report';
import { reportsFolder } from '@/tests/support/run-step';
import { askAxe, settle } from './support/axe';
import { test } from './support/furrow-test';
import { arrangeOpenings } from './support/openings';

const THEMES = ['light', 'dark'] as const;
const OVER = '[role=dialog], [role=alertdialog], [role=menu]';

// A phone: what fits there fits everywhere.
test.use({ contextOptions: { reducedMotion: 'reduce' }, viewport: { width: 390, height: 800 } });

test('axe finds nothing in dialogs, menus and panels, light or dark, and none is wider than a phone', async ({
  page,
  api,
}) => {
  const found: Record<string, string[]> = {};
  let before = '';
  for (const [path, name, open] of await arrangeOpenings(api)) {
    if (path !== before) await page.goto(path);
    before = path;
    await open(page);
    await expect(page.locator(OVER).last()).toBeVisible();
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      await settle(page);
      const question = { isOnlyColours: theme !== THEMES[0], within: OVER };
      const { rules, violations } = await askAxe(page, question);
      noteAxe(reportsFolder, { screen: `${path}: ${name}`, theme, rules, violations: violations.length });
      if (violations.length > 0) found[`${name} ${theme}`] = violations;
    }
    const excess = await excessOf(page);
    if (excess > 0) found[name] = [`${excess} px wider than the window`];
    await closeAll(page);
  }
  expect(found).toEqual({});
});

/** By how much what is open, or what stands in it, is wider than the window; 0 or less: it fits. */
function excessOf(page: Page): Promise<number> {
  return page.locator(OVER).evaluateAll((all) => {
    const ends = all.map(
      (one) => one.getBoundingClientRect().left + Math.max(one.scrollWidth, one.clientWidth),
    );
    return Math.round(Math.max(...ends) - innerWidth);
  });
}

async function closeAll(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(page.locator(OVER)).toHaveCount(0, { timeout: 500 });
  }).toPass();
}
