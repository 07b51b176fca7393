import { expect, type Page } from '@playwright/test';
import { noteAxe } from '@/tests/support/axe-report';
import { reportsFolder } from '@/tests/support/run-step';
import { askAxe, settle } from './support/axe';
import { SIGNED_OUT, test } from './support/furrow-test';
import { furrowUrl } from './support/installation-addresses';
import { arrangeScreens, pageRoutes, type Screen } from './support/screens';

const THEMES = ['light', 'dark'] as const;
/** A phone, a tablet, a usual screen, a small laptop. */
const WIDTHS = [390, 1024, 1440, 1280];

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('axe finds nothing on any page, light or dark, and none is wider than its window', async ({
  page,
  api,
  browser,
}) => {
  const { signedIn, signedOut } = await arrangeScreens(api);
  const routes = [...signedIn, ...signedOut].map(([route]) => route);
  expect([...new Set(routes)].sort()).toEqual(pageRoutes());
  const context = await browser.newContext({ storageState: SIGNED_OUT, reducedMotion: 'reduce' });
  // Each in a page of its own: while one loads, axe works in the other.
  const [found, foundOut] = await Promise.all([
    askOf(page, signedIn),
    askOf(await context.newPage(), signedOut),
  ]);
  await context.close();
  expect({ ...found, ...foundOut }).toEqual({});
});

/** What axe finds on each screen, by path and theme. */
async function askOf(page: Page, screens: readonly Screen[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [route, path, text] of screens) {
    await page.goto(`${furrowUrl()}${path}`);
    await expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible();
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      await settle(page);
      const { rules, violations } = await askAxe(page, { isOnlyColours: theme !== THEMES[0] });
      noteAxe(reportsFolder, { screen: route, theme, rules, violations: violations.length });
      if (violations.length > 0) found[`${path} ${theme}`] = violations;
    }
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await settle(page);
      const { excess, hidden } = await page.evaluate(() => ({
        excess: document.documentElement.scrollWidth - innerWidth,
        // The shared table shows as many columns as a file has: that one scrolls.
        hidden: [...document.querySelectorAll('main section:has(> table)')].map(
          (list) => list.scrollWidth - list.clientWidth,
        ),
      }));
      if (excess > 0) found[`${path} at ${width} px`] = [`${excess} px wider than the window`];
      if (width === WIDTHS[0] && !path.startsWith('/s/') && hidden.some((part) => part > 0))
        found[`a list of ${path} at ${width} px`] = [`${Math.max(...hidden)} px wider than its place`];
    }
  }
  return found;
}
