import { expect } from '@playwright/test';
import { test } from './support/furrow-test';

test('a batch is run on a schedule: set up, run by hand, paused, deleted', async ({ page, api }) => {
  const upload = await api.upload('daily.csv', 'Order no\nAB-1002\n');
  const { id } = await api.createBatch({ upload_id: upload.id, automation: 'order-status', start: true });
  await api.waitForBatch(id);

  await page.goto(`/batches/${id}`);
  await page.getByRole('button', { name: 'Run on a schedule…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Run on a schedule' });
  const nextRuns = dialog.getByRole('region', { name: 'Next runs' });
  await expect(nextRuns).toContainText('Every weekday at 06:30');
  await dialog.getByLabel('Name').fill('Daily orders');
  await dialog.getByLabel('How often').click();
  await page.getByRole('option', { name: 'Cron expression' }).click();
  const cron = dialog.getByRole('textbox', { name: 'Cron expression' });
  await cron.fill('0 0 31 2 *');
  await expect(nextRuns).toContainText('is never due');
  await cron.fill('15 7 * * 1,3');
  await dialog.getByLabel('Time zone').fill('Asia/Kolkata');
  await expect(nextRuns).toContainText('Every Monday and Wednesday at 07:15, Asia/Kolkata');
  await expect(nextRuns.getByRole('listitem')).toHaveCount(5);
  await dialog.getByRole('button', { name: 'Create schedule' }).click();

  await expect(page.getByRole('heading', { name: 'Daily orders' })).toBeVisible();
  await page.getByRole('button', { name: 'Run now' }).click();
  const run = page.getByRole('table', { name: 'Runs' }).getByRole('row').filter({ hasText: 'run by hand' });
  await expect(run).toContainText('Completed', { timeout: 60_000, ignoreCase: true });
  await run.getByRole('link', { name: /^Daily orders 20/ }).click();
  await page.getByRole('link', { name: 'Daily orders', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Daily orders', exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'Schedules' }).first().click();
  const row = page.getByRole('row').filter({ hasText: 'Daily orders' });
  await expect(row).toContainText('07:15');
  const isOn = row.getByRole('switch', { name: 'Daily orders is on' });
  await isOn.click();
  await expect(isOn).not.toBeChecked();
  await expect(row).toContainText('Paused by');
  await row.getByRole('button', { name: 'Delete Daily orders' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete schedule' }).click();
  await expect(row).toHaveCount(0);
});
