import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Compared, compareAiming, compareFinding, isSame } from '@/tests/support/compare-lean';
import { oddLocator, oddPage, randomFrom } from '@/tests/support/odd-pages';
import { openBarePage } from '@/tests/worker/support/browser';

const SEED = Number(process.env.FURROW_LEAN_SEED ?? 100);
const PAGES = Number(process.env.FURROW_LEAN_PAGES ?? 400);
const LOCATORS = 20;
const AIMS = 5;

let page: Page;
let close: (() => Promise<void>) | undefined;
beforeAll(async () => {
  ({ page, close } = await openBarePage());
});
afterAll(() => close?.());

it(`finds and clicks as Playwright does on ${PAGES} odd pages (seed ${SEED})`, async () => {
  const random = randomFrom(SEED);
  const [found, aimed]: [Compared[], Compared[]] = [[], []];
  for (let no = 0; no < PAGES; no += 1) {
    await page.setContent(oddPage(random));
    for (let at = 0; at < LOCATORS; at += 1) found.push(await compareFinding(page, oddLocator(random)));
    const count = await page.locator('[data-no]').count();
    for (let at = 0; at < AIMS; at += 1)
      aimed.push(await compareAiming(page, { by: 'css', value: `[data-no="${1 + random(count)}"]` }));
  }
  console.log(`found: ${inWords(found)}; aimed at: ${inWords(aimed)}`);
  expect([...found, ...aimed].filter((one) => !isSame(one))).toEqual([]);
  expect(decided(found).length).toBeGreaterThan(found.length / 2);
  expect(decided(aimed).length).toBeGreaterThan(aimed.length / 5);
});

function decided(compared: readonly Compared[]): Compared[] {
  return compared.filter(({ lean }) => lean !== null);
}

function inWords(compared: readonly Compared[]): string {
  return `${compared.length} looks, ${decided(compared).length} decided without Playwright, ${compared.filter((one) => !isSame(one)).length} differ`;
}
