import { readFile } from 'node:fs/promises';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { pdfPages } from '../support/pdf-text';
import { batchPage } from './support/batch-page';
import { SIGNED_OUT, test } from './support/furrow-test';
import { practiceUrl } from './support/installation-addresses';
import { newBatchPage } from './support/new-batch-page';
import { openAccount, type Person, signIn, signOut, uniqueEmail } from './support/people';
import { type OrderSample, readTable, sampleOrders } from './support/sample-orders';

const COLLEAGUE: Person = {
  name: 'Jonas Weber',
  email: uniqueEmail('jonas.weber'),
  password: 'another plain sentence',
};
const ROW_COUNT = 36;
const FILE = 'orders-may.csv';
/** A batch is called like its file until somebody says otherwise. */
const BATCH = 'orders-may';

test.beforeAll(async () => {
  await fetch(`${practiceUrl()}/faults/reset`, { method: 'POST' });
});

test('a colleague is invited, runs a CSV, looks into a failure, retries, shares and downloads', async ({
  page: administrator,
  browser,
}) => {
  const sample = await sampleOrders(practiceUrl(), ROW_COUNT);
  const link = await test.step('invite', () => inviteColleague(administrator));
  const page = await browser.newPage({ storageState: SIGNED_OUT });
  await test.step('join, leave, sign in', async () => {
    await openAccount(page, link, COLLEAGUE);
    await signOut(page, COLLEAGUE);
    await signIn(page, COLLEAGUE);
    await expect(page.getByRole('heading', { level: 1, name: 'Batches' })).toBeVisible();
  });
  await test.step('upload, preview, bind, run', () => createBatch(page, sample));
  await test.step('watch it run', () => watchBatch(page, sample));
  await test.step('look into a failure', () => openFailure(page, sample));
  await test.step('retry what failed', () => retryFailed(page, sample));
  const reader = await browser.newContext({ storageState: SIGNED_OUT });
  await test.step('share', () => shareAndRevoke(page, reader, sample));
  await test.step('download', () => compareDownload(page, sample));
  await reader.close();
  await page.close();
});

async function inviteColleague(page: Page): Promise<string> {
  await page.goto('/settings/members');
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail address').fill(COLLEAGUE.email);
  await dialog.getByRole('button', { name: 'Make link' }).click();
  return (await dialog.getByRole('status').textContent()) ?? '';
}

async function createBatch(page: Page, { csv }: OrderSample): Promise<void> {
  const form = newBatchPage(page);
  await page.getByRole('link', { name: 'New batch' }).first().click();
  await form.takeFile(FILE, csv);
  await expect(page.getByText(`${ROW_COUNT} rows · semicolon · UTF-8 · 6 columns`)).toBeVisible();
  await expect(form.rows.getByRole('columnheader')).toContainText([
    ...['row', 'Order no', 'Customer', 'E-mail', 'Ordered on', 'Amount', 'Note'],
  ]);
  await form.chooseAutomation('Look an order up');
  await form.bind('order_no', 'Order no');
  await expect(form.rowInWords).toContainText(readTable(csv)[1]?.[0] ?? 'no first row');
  await form.settings.click();
  await page.getByLabel('Rows at a time').fill('4');
  await form.runButton.click();
  await page.waitForURL(/\/batches\/[0-9a-f-]{36}$/);
}

async function watchBatch(page: Page, { truth }: OrderSample): Promise<void> {
  let loads = 0;
  page.on('load', () => loads++);
  const counts = await batchPage(page).watchCounts(ROW_COUNT);
  expect(counts.length).toBeGreaterThan(4);
  expect(counts).toEqual(counts.toSorted((one, other) => one - other));
  expect(loads).toBe(0);
  const failed = truth.filter(({ outcome }) => outcome === 'failed').length;
  await expect(page.getByText(`${ROW_COUNT - failed} completed`, { exact: true })).toBeVisible();
  await expect(page.getByText(`${failed} failed`, { exact: true })).toBeVisible();
  await expect(page.getByText('with problems')).toBeVisible();
  await expect(page.locator('link[rel="icon"]')).toHaveAttribute('href', /^data:.*cf2d25/);
}

async function openFailure(page: Page, { truth }: OrderSample): Promise<void> {
  const rowIndex = truth.findIndex(({ outcome }) => outcome === 'failed');
  const { key } = truth[rowIndex] ?? { key: 'no failed row' };
  const batch = batchPage(page);
  await batch.showOnly('failed');
  await batch.row(key).click();
  await page.getByRole('link', { name: 'Open as a page' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Row ${rowIndex + 1}` })).toBeVisible();
  await expect(page.getByText(`No order ${key}`).first()).toBeVisible();
  const picture = page.getByRole('figure').locator('img').first();
  await picture.scrollIntoViewIfNeeded();
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: BATCH }).click();
}

async function retryFailed(page: Page, { truth }: OrderSample): Promise<void> {
  const failed = truth.filter(({ outcome }) => outcome === 'failed');
  await page.getByRole('button', { name: `Retry ${failed.length} failed` }).click();
  await expect(page.getByText(`${failed.length} rows will run again.`)).toBeVisible();
  const batch = batchPage(page);
  // The way back from the row leads to the table as it was left.
  await expect(page.getByRole('button', { name: /^failed \d/i })).toHaveAttribute('aria-pressed', 'true');
  for (const { key } of failed) {
    await expect(batch.row(key).getByRole('gridcell', { name: '2', exact: true })).toBeVisible({
      timeout: 60_000,
    });
  }
  await expect(page.getByRole('button', { name: `Retry ${failed.length} failed` })).toBeVisible();
}

async function shareAndRevoke(page: Page, reader: BrowserContext, { truth }: OrderSample): Promise<void> {
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const url = await dialog.getByLabel('Link', { exact: true }).inputValue();
  const shared = await reader.newPage();
  const answer = await shared.goto(url);
  expect(answer?.headers()['referrer-policy']).toBe('no-referrer');
  await expect(shared.getByRole('heading', { level: 1, name: BATCH })).toBeVisible();
  await expect(shared.getByText(`${ROW_COUNT} of ${ROW_COUNT} rows done`)).toBeVisible();
  const key = shared.getByRole('cell', { name: truth[0]?.key ?? 'no rows', exact: true });
  await expect(key).toBeVisible();
  // On a phone, too, a cell is a line or two.
  await shared.setViewportSize({ width: 390, height: 800 });
  expect((await key.boundingBox())?.height).toBeLessThan(80);

  await dialog.getByRole('button', { name: /^Revoke/ }).click();
  await expect(page.getByText('The link no longer opens.')).toBeVisible();
  await shared.reload();
  await expect(shared.getByRole('heading', { name: 'This link does not open anything' })).toBeVisible();
  await expect(shared.getByText(truth[0]?.key ?? 'no rows')).toHaveCount(0);
  await page.keyboard.press('Escape');
}

async function compareDownload(page: Page, { csv, truth }: OrderSample): Promise<void> {
  const paper = await batchPage(page).download(/PDF/);
  const [summary] = await pdfPages(await readFile(await paper.path()));
  expect(summary).toContain(`${truth.length} of ${truth.length} rows ended`);
  const file = await batchPage(page).download(/CSV: your columns/);
  const results = readTable(await readFile(await file.path(), 'utf8'));
  const original = readTable(csv);
  const width = original[0]?.length ?? 0;
  expect(results.map((row) => row.slice(0, width))).toEqual(original);
  const column = (name: string) => results[0]?.indexOf(name) ?? -1;
  const found = results.slice(1).map((row) => ({
    outcome: row[column('status')],
    error: row[column('error_code')],
    outputs: ['output.status', 'total', 'recipient'].map((name) => row[column(name)]),
  }));
  const expected = truth.map(({ outcome, error_code: error = '', outputs }) => ({
    ...{ outcome, error },
    outputs: ['status', 'total', 'recipient'].map((name) => String(outputs[name] ?? '')),
  }));
  expect(found).toEqual(expected);
}
