import { expect } from '@playwright/test';
import { findViolations, settle } from './support/axe';
import { test } from './support/furrow-test';
import { practiceUrl } from './support/installation-addresses';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('a webhook is added, tested, given a new secret and deleted', async ({ page }) => {
  await page.goto('/settings/webhooks');
  await page.getByRole('button', { name: 'New webhook' }).click();
  await page.getByLabel('Name').fill('Night shift');
  await page.getByLabel('Address').fill(`${practiceUrl()}/no-such-hook`);
  await page.getByRole('button', { name: 'Add webhook' }).click();
  const secret = page.getByRole('dialog').getByText(/^whsec_/);
  const first = await secret.textContent();
  await page.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('button', { name: 'Send a test to Night shift' }).click();
  await expect(page.getByText('It answered 404', { exact: false })).toBeVisible();
  await page.getByRole('link', { name: 'Night shift' }).click();
  const log = page.getByRole('table', { name: 'Deliveries' });
  await expect(log).toContainText(/Test\s*failed\s*1\s*404 in/);
  await page.getByRole('button', { name: /^Send again/ }).click();
  await expect(log).toContainText(/waiting\s*2\s*404 in/);

  await page.getByRole('button', { name: 'New secret…' }).click();
  await page.getByRole('button', { name: 'Make new secret' }).click();
  await expect(page.getByText('Requests are signed with the old one too until')).toBeVisible();
  expect(await secret.textContent()).not.toBe(first);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('and the old one until')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await settle(page);
    expect([colorScheme, await findViolations(page)]).toEqual([colorScheme, []]);
  }
  await page.getByRole('button', { name: 'Delete…' }).click();
  await page.getByRole('button', { name: 'Delete webhook' }).click();
  await expect(page).toHaveURL(/\/settings\/webhooks$/);
  await expect(page.getByRole('link', { name: 'Night shift' })).toHaveCount(0);
});
