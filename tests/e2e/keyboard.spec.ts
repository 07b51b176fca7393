import { expect } from '@playwright/test';
import type { WorkersJson } from '@/lib/domain/wire/workers';
import { batchPage } from './support/batch-page';
import { test } from './support/furrow-test';
import { moveTo, press, tabTo } from './support/keyboard';
import { newBatchPage } from './support/new-batch-page';

test('a batch is made, run and read without a pointer', async ({ page }) => {
  await page.goto('/');
  await press(page, page.getByRole('link', { name: 'New batch' }).first());
  await tabTo(page, page.getByRole('button', { name: 'Choose a file' }));
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  const buffer = Buffer.from('Order no\nAB-1002\nAB-1003\nAB-1004\n');
  await (await chooser).setFiles({ name: 'keyboard.csv', mimeType: 'text/csv', buffer });

  const form = newBatchPage(page);
  await expect(form.rows).toBeVisible();
  await press(page, form.automation);
  await moveTo(page, page.getByRole('option', { name: 'Look an order up' }));
  await page.keyboard.press('Enter');
  await expect(form.automation).toContainText('Look an order up');
  await press(page, form.settings);
  await tabTo(page, page.getByLabel('Rows at a time'));
  await page.keyboard.type('2');
  await press(page, form.runButton);

  const batch = batchPage(page);
  await expect(batch.progress).toHaveText('3 of 3', { timeout: 60_000 });
  await tabTo(page, batch.rows);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Row 2' });
  await expect(panel).toContainText('AB-1003');
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(batch.rows).toBeFocused();
});

// The other tests need the worker, whatever becomes of this one.
test.afterEach(async ({ api }) => {
  const { items } = await api.get<WorkersJson>('/workers');
  const drained = items.filter(({ is_live, state }) => is_live && state !== 'live');
  for (const { id } of drained) await api.post(`/workers/${id}/resume`, {});
});

test('a worker is drained and let go on without a pointer', async ({ page, api }) => {
  await page.goto('/workers');
  await press(page, page.getByRole('button', { name: /^Drain/ }));
  // Looked for first: it goes away by itself, while rows of others may keep the worker busy.
  await expect(page.getByText('takes no more rows')).toBeVisible();
  await expect(page.getByText('drained')).toBeVisible();
  await expect(page.getByText('1 of them draining')).toBeVisible();
  await tabTo(page, page.getByRole('link', { name: 'Skip to content' }));
  await press(page, page.getByRole('button', { name: /^Take rows again/ }));
  await expect(page.getByRole('button', { name: /^Drain/ })).toBeVisible();
  const { items } = await api.get<WorkersJson>('/workers');
  expect(items.filter(({ is_live }) => is_live).map(({ state }) => state)).toEqual(['live']);
});

test('on a phone a settings list needs no scrolling sideways, and what is deleted by a key hands the focus on', async ({
  page,
  api,
}) => {
  for (const name of ['a_first', 'a_second']) await api.put(`/secrets/${name}`, { value: 'a long value' });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('/settings/secrets');
  const button = (name: string) => page.getByRole('button', { name: `Delete ${name}` });
  const deleteByKey = async (name: string) => {
    await press(page, button(name));
    await expect(page.getByRole('alertdialog', { name: `Delete ${name}?` })).toBeVisible();
    await press(page, page.getByRole('button', { name: 'Delete secret' }));
    await expect(button(name)).toHaveCount(0);
  };
  await expect(button('a_first')).toBeInViewport({ ratio: 1 });
  await deleteByKey('a_first');
  await expect(button('a_second')).toBeFocused();
  await deleteByKey('a_second');
  await expect(page.locator(':focus')).toHaveAccessibleName(/^(Delete |New secret)/);
});
