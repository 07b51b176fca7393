import { expect, type Page } from '@playwright/test';
import { test } from './support/furrow-test';
import { practiceUrl } from './support/installation-addresses';
import { newBatchPage } from './support/new-batch-page';

const CUSTOMERS = [
  'customer_no,name,email,country,plan',
  'E2E-TRY-1,Ada,ada@example.com,Belgium,Team',
  'E2E-TRY-2,Eve,nobody,Belgium,Team',
  'E2E-TRY-3,Bea,bea@example.com,Belgium,Team',
].join('\n');

function tryPanel(page: Page) {
  const panel = page.getByRole('region', { name: 'Try a row' });
  return {
    panel,
    row: panel.getByLabel('Row', { exact: true }),
    tryButton: (row: number) => panel.getByRole('button', { name: `Try row ${row}` }),
    steps: panel.getByRole('list', { name: 'Steps of the try' }).getByRole('listitem'),
    picture: panel.getByRole('img', { name: /^The page after step/ }),
    passed: panel.getByRole('img', { name: 'passed' }),
  };
}

async function submissionsOf(key: string): Promise<number> {
  const answer = await fetch(`${practiceUrl()}/ledger?key=${key}`);
  return ((await answer.json()) as { submissions: number }).submissions;
}

test('a row is tried up to the step that submits, then to its end', async ({ page }) => {
  await page.goto('/batches/new');
  const form = newBatchPage(page);
  await form.takeFile('try.csv', CUSTOMERS);
  await form.chooseAutomation('Create a customer account');
  const tried = tryPanel(page);
  await tried.tryButton(1).click();
  await expect(tried.passed).toHaveCount(7, { timeout: 60_000 });
  await expect(tried.panel).toContainText('Stopped before step 8, which submits');
  await expect(tried.picture).toBeVisible();
  await expect(tried.picture).toHaveJSProperty('complete', true);
  expect(await tried.picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1280);
  await expect(tried.panel.getByRole('link', { name: 'Open trace' })).toBeVisible();
  expect(await submissionsOf('E2E-TRY-1')).toBe(0);

  await tried.panel.getByRole('button', { name: 'Run it to the end' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Submit row 1 for real?');
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect(await submissionsOf('E2E-TRY-1')).toBe(0);
  await tried.panel.getByRole('button', { name: 'Run it to the end' }).click();
  await question.getByRole('button', { name: 'Submit row 1' }).click();
  await expect(tried.passed).toHaveCount(12, { timeout: 60_000 });
  expect(await submissionsOf('E2E-TRY-1')).toBe(1);

  // The row is left out of the batch, which would submit it again.
  await tried.panel.getByRole('button', { name: 'Drop row 1' }).click();
  await expect(tried.panel).toContainText('Row 1 is left out of the batch');
  await tried.tryButton(1).click();
  await expect(tried.panel.getByRole('alert')).toContainText('Row 1 was dropped');
});

test('a row is tried without a pointer, and one that cannot run says why', async ({ page, api }) => {
  const { id } = await api.upload('try-keys.csv', CUSTOMERS);
  await page.goto(`/batches/new?upload=${id}`);
  await newBatchPage(page).chooseAutomation('Create a customer account');
  const tried = tryPanel(page);
  await expect(tried.tryButton(1)).toBeEnabled();
  await tried.row.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('2');
  await page.keyboard.press('Tab');
  await expect(tried.tryButton(2)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(tried.panel.getByRole('alert')).toContainText('Row 2 (line 3) cannot run: email');

  await tried.row.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('3');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(tried.panel).toContainText('Stopped before step 8', { timeout: 60_000 });
  const first = tried.steps.first().getByRole('button');
  await first.focus();
  await expect(tried.picture).toHaveAccessibleName('The page after step 1');
  await page.keyboard.press('ArrowDown');
  await expect(tried.steps.nth(1).getByRole('button')).toBeFocused();
  await expect(tried.picture).toHaveAccessibleName('The page after step 2');
});

test('the panel fits a phone', async ({ page, api }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { id } = await api.upload('try-phone.csv', 'Order no\nBM-1002\n');
  await page.goto(`/batches/new?upload=${id}`);
  const tried = tryPanel(page);
  await tried.tryButton(1).click();
  await expect(tried.passed).toHaveCount(7, { timeout: 60_000 });
  await expect(tried.panel).toContainText('Row 1 went through all its steps');
  const isWide = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
  expect(await page.evaluate(isWide)).toBe(false);
});
