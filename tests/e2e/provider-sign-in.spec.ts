import { expect, type Page } from '@playwright/test';
import { findViolations } from './support/axe';
import { SIGNED_OUT, test } from './support/furrow-test';
import { signOut, uniqueEmail } from './support/people';

test.use({ storageState: SIGNED_OUT });

const PROVIDER = 'Example & Sons';

/** On the page of the provider. */
async function beThere(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeVisible();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('an invited colleague comes in through the provider, by keyboard, to the page they wanted', async ({
  page,
  api,
}) => {
  const email = uniqueEmail('ina');
  await api.post('/invitations', { role: 'member', email });
  await page.goto('/automations');
  const button = page.getByRole('button', { name: `Sign in with ${PROVIDER}` });
  await page.getByRole('button', { name: 'Sign in', exact: true }).focus();
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(button).toBeFocused({ timeout: 200 });
  }).toPass({ timeout: 5000 });
  await page.keyboard.press('Enter');
  await beThere(page, email);
  await expect(page).toHaveURL(/\/automations$/);

  await page.goto('/settings/account');
  await expect(page.getByText('Connected: you can sign in with it.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Password' })).toHaveCount(0);
  await signOut(page, { name: 'Ina There' });
});

test('who was not invited comes back to the sign-in page and reads why', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('/sign-in?next=%2Fautomations');
  await page.getByRole('button', { name: `Sign in with ${PROVIDER}` }).click();
  await beThere(page, uniqueEmail('stranger'));
  await expect(
    page.getByRole('alert').filter({ hasText: 'Nobody invited the e-mail address' }),
  ).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(excess).toBeLessThanOrEqual(0);
});
