import { expect, type Locator, type Page } from '@playwright/test';
import type { WorkersJson } from '@/lib/domain/wire/workers';
import { batchPage } from './support/batch-page';
import { test } from './support/furrow-test';
import { newBatchPage } from './support/new-batch-page';

const MOST_STOPS = 80;

/** Presses Tab until `target` has the focus, and sees that a reader can tell. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  // While something is on its way its button takes no focus.
  await expect(target).toBeEnabled();
  const hasFocus = () => target.evaluate((element) => element === document.activeElement);
  for (let stops = 0; !(await hasFocus()); stops++) {
    if (stops > MOST_STOPS) throw new Error(`${target} is not reached by ${MOST_STOPS} presses of Tab.`);
    await page.keyboard.press('Tab');
  }
  const mark = await target.evaluate((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth);
  });
  expect(mark).toBeGreaterThan(0);
}

/** Moves through an open list from its first option on. Letters would do, but not on a machine that is slow between them. */
async function moveTo(page: Page, option: Locator): Promise<void> {
  // The list moves the focus a task after the key: looked at a task later still.
  const hasFocus = () =>
    option.evaluate(async (element) => {
      await new Promise((resolve) => setTimeout(resolve));
      return element === document.activeElement;
    });
  await expect(option).toBeVisible();
  await page.keyboard.press('Home');
  for (let moves = 0; !(await hasFocus()); moves++) {
    if (moves > MOST_STOPS)
      throw new Error(`${option} is not reached by ${MOST_STOPS} presses of ArrowDown.`);
    await page.keyboard.press('ArrowDown');
  }
}

test('a batch is made, run and read without a pointer', async ({ page }) => {
  await page.goto('/');
  await tabTo(page, page.getByRole('link', { name: 'New batch' }).first());
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Choose a file' }));
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  const buffer = Buffer.from('Order no\nAB-1002\nAB-1003\nAB-1004\n');
  await (await chooser).setFiles({ name: 'keyboard.csv', mimeType: 'text/csv', buffer });

  const form = newBatchPage(page);
  await expect(form.rows).toBeVisible();
  await tabTo(page, form.automation);
  await page.keyboard.press('Enter');
  await moveTo(page, page.getByRole('option', { name: 'Look an order up' }));
  await page.keyboard.press('Enter');
  await expect(form.automation).toContainText('Look an order up');
  await tabTo(page, form.settings);
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByLabel('Rows at a time'));
  await page.keyboard.type('2');
  await tabTo(page, form.runButton);
  await page.keyboard.press('Enter');

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
  await tabTo(page, page.getByRole('button', { name: /^Drain/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('drained')).toBeVisible();
  await expect(page.getByText('1 of them draining')).toBeVisible();
  // While its message is shown, Tab goes to and fro between it and what stands before it.
  await expect(page.getByText('takes no more rows')).toHaveCount(0);
  await tabTo(page, page.getByRole('button', { name: /^Take rows again/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Drain/ })).toBeVisible();
  const { items } = await api.get<WorkersJson>('/workers');
  expect(items.filter(({ is_live }) => is_live).map(({ state }) => state)).toEqual(['live']);
});
