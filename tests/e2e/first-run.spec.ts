import { expect, test } from '@playwright/test';
import { furrowUrl, setupUrl } from './support/installation-addresses';
import { ADMINISTRATOR, ADMINISTRATOR_STATE, openAccount } from './support/people';

/** The tests after this one are signed in as the administrator it creates. */
test('the one-time link of the first start creates the administrator, once', async ({ browser, page }) => {
  await page.goto(furrowUrl());
  await expect(page.getByRole('heading', { name: 'Furrow is not set up yet' })).toBeVisible();

  await openAccount(page, setupUrl(), ADMINISTRATOR);
  await expect(page.getByRole('heading', { name: 'Run the first batch' })).toBeVisible();
  await page.context().storageState({ path: ADMINISTRATOR_STATE });

  const stranger = await browser.newContext();
  const strangerPage = await stranger.newPage();
  await strangerPage.goto(setupUrl());
  await expect(strangerPage.getByRole('heading', { name: 'This link is not valid' })).toBeVisible();
  await stranger.close();
});
