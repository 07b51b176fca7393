import { expect } from '@playwright/test';
import { test } from './support/furrow-test';
import { furrowUrl } from './support/installation-addresses';

test('the trace of an attempt opens in the dashboard, and no trace from elsewhere does', async ({
  page,
  api,
}) => {
  const upload = await api.upload('traced.csv', 'Order no\nZZ-0000\n');
  const settings = { evidence: { trace: 'always' } };
  const input = { upload_id: upload.id, automation: 'order-status', settings, start: true };
  const { id } = await api.createBatch(input);
  await api.waitForBatch(id);
  await page.goto(`/batches/${id}/rows/1`);
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Open trace' }).click();
  const viewer = await opened;
  await expect(viewer.getByTitle('Navigate', { exact: true })).toBeVisible();
  await viewer.getByTitle('Click', { exact: true }).click();
  await expect(viewer.frameLocator('iframe.snapshot-visible').getByRole('heading').first()).toBeVisible();

  const elsewhere = encodeURIComponent('https://trace.example.com/trace.zip');
  await viewer.goto(`${furrowUrl()}/trace/index.html?trace=${elsewhere}`);
  await expect(viewer.getByRole('alert')).toContainText('Could not load trace');
  const missing = await api.request.get(`${furrowUrl()}/trace/..%2f..%2fpackage.json`);
  expect(missing.status()).toBe(404);
});
