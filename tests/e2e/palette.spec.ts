import { expect } from '@playwright/test';
import { findViolations, settle } from './support/axe';
import { test } from './support/furrow-test';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('a batch is found, its keys are looked up and its failed row is retried by the keyboard alone', async ({
  page,
  api,
}) => {
  const upload = await api.upload('walnut-orders.csv', 'Order no\nAB-1002\nZZ-0000\n');
  const input = { upload_id: upload.id, automation: 'order-status', settings: { max_retries: 0 } };
  const { id } = await api.createBatch({ ...input, start: true });
  await api.waitForBatch(id);
  const keys = page.getByRole('dialog', { name: 'Keys' });
  const palette = page.getByRole('dialog', { name: 'Find or do' });

  await page.goto('/workers');
  await expect(page.getByText('slots busy')).toBeVisible();
  await page.keyboard.press('?');
  await expect(keys).toContainText('Find a batch, a row, an automation');
  await expect(keys).not.toContainText('Down a row');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  // It is loaded when it is first asked for.
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('walnut');
  await expect(palette.getByRole('option')).toHaveText([/^walnut-orders/]);
  await expect(palette.getByRole('option', { selected: true })).toHaveText(/^walnut-orders/);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/batches/${id}`);

  await expect(page.getByRole('grid')).toContainText('ZZ-0000');
  await page.keyboard.press('?');
  await expect(keys).toContainText('Down a row');
  await settle(page);
  expect(await findViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search rows' })).toBeFocused();
  // A sign is a sign where somebody types.
  await page.keyboard.press('?');
  await expect(keys).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('retry 1');
  await expect(palette.getByRole('option').first()).toHaveText('Retry 1 failed');
  await settle(page);
  expect(await findViolations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 row will run again.')).toBeVisible();
  await expect(palette).toHaveCount(0);

  // Rows of the open batch, by their values and by their number; automations from anywhere, also without a keyboard.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('zz-0');
  await expect(palette.getByRole('option', { selected: true })).toHaveText(/^Row 2 · ZZ-0000/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Row 2' })).toContainText('ZZ-0000');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole('button', { name: 'Find or do' }).click();
  await palette.getByRole('combobox').fill('look an order');
  await palette.getByRole('option', { name: 'Look an order up order-status', exact: true }).click();
  await page.waitForURL('**/automations/order-status');
});
