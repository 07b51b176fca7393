import { expect } from '@playwright/test';
import { batchPage } from './support/batch-page';
import { test } from './support/furrow-test';
import { RIGHT_CLICK, WRONG_CLICK, wrongAutomation } from './support/wrong-automation';

const ORDERS = ['AB-1002', 'AB-1003'];

test('a group of failures is looked into, the automation mended, and the group retried with its new version', async ({
  page,
  api,
}) => {
  const automation = `mended-${Date.now()}`;
  await api.post('/automations', {
    source: wrongAutomation(automation, 'Orders, mended', 'mended_ref'),
  });
  const upload = await api.upload('orders-mended.csv', ['Mended ref', ...ORDERS, 'ZZ-0000'].join('\n'));
  const settings = { concurrency: 3, max_retries: 0, step_timeout: 3 };
  const { id } = await api.createBatch({ upload_id: upload.id, automation, settings, start: true });
  await api.waitForBatch(id);
  await page.goto(`/batches/${id}`);

  const group = page.getByRole('list', { name: 'Failures' }).getByRole('listitem');
  await expect(group).toHaveCount(1);
  await expect(group).toContainText('click found no button Search');
  await expect(group).toContainText('100 %');
  await group.getByRole('button', { name: /^Open the picture of row/ }).click();
  const picture = page.getByRole('dialog').getByRole('img');
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  await page.keyboard.press('Escape');

  await group.getByRole('link', { name: 'Open step 3' }).click();
  const editor = page.getByRole('textbox', { name: 'Automation as YAML' });
  await expect(editor).toBeFocused();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe(WRONG_CLICK);
  await page.keyboard.insertText(RIGHT_CLICK);
  await page.getByRole('button', { name: 'Save version 2' }).click();
  await expect(page.getByText('Saved as version 2')).toBeVisible();

  await page.goto(`/batches/${id}`);
  await group.getByRole('button', { name: 'Retry 3' }).click();
  await page.getByRole('menuitem', { name: 'With version 2' }).click();
  await expect(page.getByText('3 rows will run again.')).toBeVisible();
  await expect(page.getByText('2 completed', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(group).toContainText('No order ZZ-0000');
  await expect(page.getByText(`${automation} v2`)).toBeVisible();

  // What remains is about the data: the row is mended, too.
  await batchPage(page).row('ZZ-0000').click();
  await page.getByRole('link', { name: 'Open as a page' }).click();
  // The panel, which is there until then, has the same buttons.
  await expect(page.getByRole('heading', { level: 1, name: 'Row 3' })).toBeVisible();
  await page.getByRole('button', { name: 'Edit row' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit row 3' });
  const field = dialog.getByLabel('Mended ref');
  await field.fill('1006');
  await expect(dialog.getByRole('alert')).toContainText('mended_ref does not match the pattern');
  await field.press('Enter');
  await expect(field).toBeFocused();
  await field.fill('AB-1008');
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  // The first Enter is still being answered until then.
  await expect(dialog.getByRole('button', { name: 'Save and run again' })).toBeEnabled();
  await field.press('Enter');
  await expect(page.getByText('Row 3 changed; it will run again.')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Attempt 3 · completed' })).toBeVisible({ timeout: 30_000 });
  const history = page.getByRole('region', { name: 'History' }).getByRole('listitem');
  await expect(history).toContainText([/edited the row: Mended ref/, /retried the row/]);
  const { counts, outcome } = await api.waitForBatch(id);
  expect({ completed: counts.completed, outcome }).toEqual({ completed: 3, outcome: 'completed' });
});
