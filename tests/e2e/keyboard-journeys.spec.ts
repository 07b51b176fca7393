import { readFile } from 'node:fs/promises';
import { type Download, expect, type Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import { pdfPages } from '../support/pdf-text';
import { batchPage } from './support/batch-page';
import type { FurrowApi } from './support/furrow-api';
import { SIGNED_OUT, test } from './support/furrow-test';
import { moveTo, press, tabTo } from './support/keyboard';
import { answersOf } from './support/shared-answers';
import { RIGHT_CLICK, WRONG_CLICK, wrongAutomation } from './support/wrong-automation';

/* Results by the keyboard alone; tests/architecture/keyboard-only.test.ts sees that nothing here points at anything. */

const AUTOMATION = `keyed-${Date.now()}`;
const HEADERS = ['Keyed ref', 'Quokka name', 'Quokka mail', 'Note'];
/** The columns in the middle are hidden from those who get the link. */
const ROWS = [
  ['AB-1002', 'Quokka Anna', 'anna@quokka.example', 'first'],
  ['AB-1003', 'Quokka Ben', 'ben@quokka.example', 'second'],
  ['ZZ-0000', 'Quokka Zoë', 'zoe@quokka.example', 'third'],
];
const HIDDEN = /quokka/i;
const SIGN_UP = 'customer_no,name,email,country,plan\n';

async function createBatches(api: FurrowApi): Promise<{ orders: string; customers: string }> {
  const customers = ['1', '2'].map((no) => `busy-K-${no},Ada Byron,ada@example.com,Spain,Team\n`);
  const signUps = await api.upload('keyed-customers.csv', SIGN_UP + customers.join(''));
  const input = { upload_id: signUps.id, automation: 'customer-signup', settings: { concurrency: 2 } };
  const { id: unconfirmed } = await api.createBatch({ ...input, start: true });
  const source = wrongAutomation(AUTOMATION, 'Orders, mended by keys', 'keyed_ref');
  await api.post('/automations', { source });
  const lines = [HEADERS, ...ROWS].map((cells) => cells.join(','));
  const orders = await api.upload('keyed-orders.csv', `${lines.join('\n')}\n`);
  const settings = { concurrency: 3, max_retries: 0, step_timeout: 1 };
  const { id } = await api.createBatch({ upload_id: orders.id, automation: AUTOMATION, settings });
  return { orders: id, customers: unconfirmed };
}

test('a failure is found and mended, the rows retried, decided, shared and exported without a pointer', async ({
  page,
  api,
  browser,
}) => {
  const ids = await createBatches(api);
  await test.step('(a) watch, and find the cause of a group', () => findCause(page, ids.orders));
  await test.step('(b) mend the automation, retry the group', () => mendAndRetry(page, ids.orders));
  await test.step('(e) export each format', () => exportAll(page));
  const url = await test.step('(d) share without two columns', () => share(page));
  const reader = await browser.newPage({ storageState: SIGNED_OUT });
  const { answers, referrers } = await test.step('(d) nothing of them leaves', () => answersOf(reader, url));
  const withText = (text: RegExp) => answers.filter((answer) => text.test(answer.text)).map((one) => one.url);
  expect(withText(/ZZ-0000/)).toEqual([url, url, `${url}?status=failed`]);
  expect(withText(HIDDEN)).toEqual([]);
  expect(referrers).toEqual([]);
  await test.step('(d) revoke the link', () => revoke(page));
  await reader.reload();
  await expect(reader.getByRole('heading', { name: 'This link does not open anything' })).toBeVisible();
  await reader.close();
  await test.step('(c) decide unconfirmed rows', () => decide(page, api, ids.customers));
});

/** By the palette, from wherever the page is. */
async function openByName(page: Page, name: string, id: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Find or do' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(name);
  await expect(palette.getByRole('option', { selected: true })).toHaveText(new RegExp(`^${name}`));
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/batches/${id}`);
}

async function findCause(page: Page, id: string): Promise<void> {
  await page.goto('/');
  await openByName(page, 'keyed-orders', id);
  await press(page, page.getByRole('button', { name: 'Run 3 rows' }));
  const batch = batchPage(page);
  expect((await batch.watchCounts(3)).at(-1)).toBe(3);

  const group = page.getByRole('list', { name: 'Failures' }).getByRole('listitem');
  await expect(group).toContainText('click found no button Search');
  await press(page, group.getByRole('button', { name: /^Open the picture of row/ }));
  await expect(page.getByRole('dialog').getByRole('img')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(group.getByRole('button', { name: /^Open the picture of row/ })).toBeFocused();
  await press(page, group.getByRole('button', { name: /^Show/ }), 'Space');
  await expect(group.getByRole('button', { name: /^Show all/ })).toBeFocused();

  await tabTo(page, batch.rows);
  for (const key of ['j', 'j', 'Enter']) await page.keyboard.press(key);
  await expect(page.getByRole('dialog', { name: 'Row 2' })).toContainText(
    'Step 3: click found no button Search',
  );
  await page.keyboard.press('j');
  await expect(page.getByRole('dialog', { name: 'Row 3' })).toContainText('ZZ-0000');
  await page.keyboard.press('Escape');
  await expect(batch.rows).toBeFocused();
}

async function mendAndRetry(page: Page, id: string): Promise<void> {
  const group = page.getByRole('list', { name: 'Failures' }).getByRole('listitem');
  await press(page, group.getByRole('link', { name: 'Open step 3' }));
  await expect(page.getByRole('textbox', { name: 'Automation as YAML' })).toBeFocused();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe(WRONG_CLICK);
  await page.keyboard.insertText(RIGHT_CLICK);
  await press(page, page.getByRole('button', { name: 'Save version 2' }));
  await expect(page.getByText('Saved as version 2')).toBeVisible();

  await openByName(page, 'keyed-orders', id);
  await press(page, group.getByRole('button', { name: 'Retry 3' }));
  await moveTo(page, page.getByRole('menuitem', { name: 'With version 2' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('3 rows will run again.')).toBeVisible();
  await expect(page.getByText('2 completed', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(group).toContainText('No order ZZ-0000');
}

async function exportAs(page: Page, item: RegExp): Promise<Buffer> {
  const button = page.getByRole('button', { name: 'Export' });
  await press(page, button);
  await moveTo(page, page.getByRole('menuitem', { name: item }));
  const started: Promise<Download> = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const file = await readFile(await (await started).path());
  await expect(button).toBeFocused();
  return file;
}

async function exportAll(page: Page): Promise<void> {
  const files = {
    csv: await exportAs(page, /CSV: your columns/),
    xlsx: await exportAs(page, /Excel/),
    failed: await exportAs(page, /^Failed rows/),
    json: await exportAs(page, /^Results ?JSON$/),
    jsonl: await exportAs(page, /one row a line/),
    pdf: await exportAs(page, /PDF/),
    summary: await exportAs(page, /^Summary ?JSON$/),
    manifest: await exportAs(page, /^Manifest/),
    zip: await exportAs(page, /ZIP/),
  };
  const cells = (table: readonly (readonly unknown[])[] = []) => table.map((row) => row.slice(0, 4));
  expect(cells(parse(files.csv))).toEqual([HEADERS, ...ROWS]);
  const [sheet] = await readWorkbook(files.xlsx);
  expect(cells(sheet?.data)).toEqual([HEADERS, ...ROWS]);
  expect(cells(parse(files.failed))).toEqual([HEADERS, ROWS[2]]);
  const rows: { status: string }[] = JSON.parse(strFromU8(files.json));
  expect(rows.map(({ status }) => status)).toEqual(['completed', 'completed', 'failed']);
  expect(
    strFromU8(files.jsonl)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(rows);
  expect((await pdfPages(files.pdf))[0]).toContain('3 of 3 rows ended');
  expect(JSON.parse(strFromU8(files.summary))).toMatchObject({ completed_jobs: 2, failed_jobs: 1 });
  expect(JSON.parse(strFromU8(files.manifest)).jobs[2].row_data).toMatchObject({ 'Keyed ref': 'ZZ-0000' });
  expect(Object.keys(unzipSync(files.zip)).some((name) => name.includes('ZZ-0000'))).toBe(true);
}

async function share(page: Page): Promise<string> {
  await press(page, page.getByRole('button', { name: 'Share' }));
  const dialog = page.getByRole('dialog');
  for (const name of HEADERS.slice(1, 3)) await press(page, dialog.getByRole('checkbox', { name }), 'Space');
  await press(page, dialog.getByRole('button', { name: 'Create link' }));
  const link = dialog.getByLabel('Link', { exact: true });
  await tabTo(page, link);
  return link.inputValue();
}

async function revoke(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  await press(page, dialog.getByRole('button', { name: /^Revoke/ }));
  await expect(page.getByText('The link no longer opens.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Share' })).toBeFocused();
}

async function decide(page: Page, api: FurrowApi, id: string): Promise<void> {
  await api.waitForBatch(id);
  await openByName(page, 'keyed-customers', id);
  const section = page.getByRole('region', { name: 'Unconfirmed' });
  const rows = section.getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await press(page, rows.getByRole('button', { name: 'Row 1' }));
  const panel = page.getByRole('dialog', { name: 'Row 1' });
  await expect(panel).toContainText('Was it done?');
  await page.keyboard.press('Escape');
  await expect(rows.getByRole('button', { name: 'Row 1' })).toBeFocused();

  await press(page, section.getByRole('checkbox', { name: 'Choose row 1' }), 'Space');
  const again = section.getByRole('button', { name: 'Run again' });
  await press(page, again);
  await expect(page.getByRole('alertdialog')).toContainText('This may submit twice');
  await page.keyboard.press('Escape');
  await expect(again).toBeFocused();
  await press(page, section.getByRole('button', { name: 'Mark completed' }));
  await expect(rows).toHaveCount(1);
  await press(page, section.getByRole('checkbox', { name: 'Choose all 1' }), 'Space');
  await press(page, section.getByRole('button', { name: 'Mark failed' }));
  await expect(section).toHaveCount(0);
  const { counts } = await api.waitForBatch(id);
  expect([counts.completed, counts.failed]).toEqual([1, 1]);
}
