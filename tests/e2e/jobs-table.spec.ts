import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import type { JobDetailJson } from '@/lib/domain/wire/job-detail';
import { findViolations, settle } from './support/axe';
import { batchPage } from './support/batch-page';
import { test } from './support/furrow-test';
import { practiceUrl } from './support/installation-addresses';

/* The table of a batch's rows: sort, filter, address. */

const NAME = 'table-order';
const source = () => `version: 1
name: ${NAME}
title: Looked up for the table
base_url: ${practiceUrl()}
effect: read
inputs: { table_key: { type: string } }
outputs: { status: { type: string } }
steps:
  - goto: /orders
  - fill: { label: Order number, value: '{{ table_key }}' }
  - click: { role: button, name: Find order }
  - wait_for: { testid: result }
  - fail: { when: { text: No such order }, kind: target_rejected, code: not_found, message: 'No such order' }
  - extract: { status: { testid: status } }
`;
const KEYS = ['AB-1002', 'ZZ-0010', 'AB-1003', 'AB-1004', 'ZZ-0011', 'AB-1005'];

let batchId: string;

test.beforeAll(async ({ api }) => {
  await api.post('/automations', { source: source() });
  const csv = `table_key,note\n${KEYS.map((key, n) => `${key},note ${n}`).join('\n')}\n`;
  const upload = await api.upload('table.csv', csv);
  const settings = { key_column: 'table_key', concurrency: 2, evidence: { screenshot: 'never' } };
  ({ id: batchId } = await api.createBatch({
    upload_id: upload.id,
    automation: NAME,
    settings,
    start: true,
  }));
  await api.waitForBatch(batchId);
});

/** The numbers of the shown rows, in their order. */
async function shownRows(page: Page): Promise<string[]> {
  const rows = batchPage(page)
    .rows.getByRole('row')
    .filter({ hasText: /-\d{4}/ });
  const texts = await rows.evaluateAll((all) =>
    all
      .map((row) => [row.getAttribute('aria-rowindex'), row.id.replace('row-', '')] as const)
      .sort((a, b) => Number(a[0]) - Number(b[0])),
  );
  return texts.map(([, id]) => id);
}

const expectRows = (page: Page, rows: readonly number[]) =>
  expect.poll(() => shownRows(page)).toEqual(rows.map(String));

test('sorts by its headers, narrows by state, key and output, and keeps it all in its address', async ({
  page,
}) => {
  await page.goto(`/batches/${batchId}`);
  const { rows } = batchPage(page);
  const header = (name: string) => rows.getByRole('columnheader', { name });
  await expectRows(page, [1, 2, 3, 4, 5, 6]);

  // With the keyboard, as with a pointer.
  await header('status').getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(header('status')).toHaveAttribute('aria-sort', 'ascending');
  await expectRows(page, [1, 3, 4, 6, 2, 5]);
  await header('status').getByRole('button').click();
  await expect(header('status')).toHaveAttribute('aria-sort', 'descending');
  await expectRows(page, [2, 5, 1, 3, 4, 6]);

  await page.getByRole('button', { name: /^failed 2/i }).click();
  await expectRows(page, [2, 5]);
  await page.getByRole('button', { name: /^completed 4/i }).click({ modifiers: ['Shift'] });
  await expectRows(page, [2, 5, 1, 3, 4, 6]);
  await page.goBack();
  await expectRows(page, [2, 5]);
  await page.goBack();
  await page.goBack();
  await expectRows(page, [1, 3, 4, 6, 2, 5]);
  await page.goForward();
  await expectRows(page, [2, 5, 1, 3, 4, 6]);

  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByLabel('table_key begins with').fill('ZZ-');
  await page.keyboard.press('Enter');
  await expectRows(page, [2, 5]);
  expect(new URL(page.url()).searchParams.get('key')).toBe('ZZ-');
  await page.getByRole('button', { name: 'Remove the filter: table_key begins with ZZ-' }).click();

  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByLabel('Output').fill('status');
  await page.getByLabel('is exactly').fill('nothing gives this');
  await page.getByRole('button', { name: 'Show these rows' }).click();
  await expect(page.getByText('No row matches these filters.')).toBeVisible();
  // Opened anew, the address shows the same.
  await page.reload();
  await expect(page.getByText('No row matches these filters.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Remove the filter: status/ })).toBeVisible();
  await settle(page);
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Show all rows' }).click();
  await expectRows(page, [2, 5, 1, 3, 4, 6]);

  // An export as shown holds what the table does; nobody hid anything before.
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('menuitem', { name: 'Manifest' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: /as shown/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^failed 2/i }).click();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'note' }).click();
  await page.keyboard.press('Escape');
  const shown = await batchPage(page).download(/^These 2 rows, as shown: CSV/);
  const lines = (await readFile(await shown.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines.map((line) => line.split(',').slice(0, 3))).toEqual([
    ['table_key', 'status', 'error_code'],
    ['ZZ-0010', 'failed', 'not_found'],
    ['ZZ-0011', 'failed', 'not_found'],
  ]);

  // Our own columns and outputs too; number and status are not offered.
  await page.getByRole('button', { name: /^completed 4/i }).click();
  await page.getByRole('button', { name: 'Columns' }).click();
  const offered = page.getByRole('menuitemcheckbox');
  await expect(offered).toHaveText(['table_key', 'note', 'ended', 'took', 'tries', 'outcome', 'status']);
  for (const name of ['ended', 'took', 'outcome', 'status']) await offered.filter({ hasText: name }).click();
  await page.keyboard.press('Escape');
  const heads = ['', '#', 'table_key', 'status', 'tries', 'status'];
  await expect(rows.getByRole('columnheader')).toHaveText(heads);
  await page.reload();
  await expect(rows.getByRole('columnheader')).toHaveText(heads);
  const chosen = await batchPage(page).download(/^These 4 rows, as shown: CSV/);
  const [first, second] = (await readFile(await chosen.path(), 'utf8')).split('\r\n');
  expect(first).toBe('table_key,status,attempts,output.status');
  expect(second).toMatch(/^AB-1002,completed,1,\w+/);
});

test('rows are selected one by one, as a stretch and all of a filter, and run again', async ({
  page,
  api,
}) => {
  await page.goto(`/batches/${batchId}`);
  const { rows } = batchPage(page);
  const bar = page.getByRole('region', { name: 'Selected rows' });
  await expectRows(page, [1, 2, 3, 4, 5, 6]);
  await page.getByLabel('Select row 2').click();
  await page.getByLabel('Select row 4').click({ modifiers: ['Shift'] });
  await expect(bar).toContainText('3 rows selected');
  await settle(page);
  expect(await findViolations(page)).toEqual([]);

  // From the keyboard: row 2 goes, then all come, then none.
  await rows.focus();
  for (const key of ['j', 'j', ' ']) await page.keyboard.press(key);
  await expect(bar).toContainText('2 rows selected');
  await page.keyboard.press('Control+a');
  await expect(bar).toContainText('All 6 rows selected');
  await page.keyboard.press('Escape');
  await expect(bar.getByRole('status')).toBeEmpty();

  // Another filter begins anew; completed rows do not run again.
  await page.getByLabel('Select row 1').click();
  await page.getByRole('button', { name: /^completed 4/i }).click();
  await page.getByLabel('Select all rows').click();
  await expect(bar).toContainText('All 4 completed rows selected');
  await expect(bar).toContainText('Only failed and stopped rows run again.');

  await page.getByRole('button', { name: /^failed 2/i }).click();
  await page.getByLabel('Select all rows').click();
  await page.getByLabel('Select row 2').click();
  await expect(bar).toContainText('1 failed row selected, all but 1');
  await bar.getByRole('button', { name: 'Run failed again' }).click();
  await expect(page.getByText('1 row will run again.')).toBeVisible();
  await api.waitForBatch(batchId);
  const attempts = async (row: number) =>
    (await api.get<JobDetailJson>(`/batches/${batchId}/jobs/${row - 1}`)).attempts;
  expect([await attempts(2), await attempts(5)]).toEqual([1, 2]);
});

test('a row opened from the table is walked from in its filter and sort, in the panel and on its page', async ({
  page,
}) => {
  await page.goto(`/batches/${batchId}?status=completed&sort=-row`);
  await expectRows(page, [6, 4, 3, 1]);
  await batchPage(page).row('AB-1004').click();
  await expect(page.getByRole('dialog', { name: 'Row 4' })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('dialog', { name: 'Row 3' })).toBeVisible();
  await page.getByRole('link', { name: 'Open as a page' }).click();
  // Of the page: the panel has a heading of its own.
  const heading = (row: number) => page.getByRole('heading', { level: 1, name: `Row ${row}`, exact: true });
  await expect(heading(3)).toBeVisible();
  await page.keyboard.press('j');
  await expect(heading(1)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next: no more rows' })).toBeDisabled();
  await page.keyboard.press('k');
  await expect(heading(3)).toBeVisible();
  await page.getByRole('link', { name: 'Previous' }).click();
  await expect(heading(4)).toBeVisible();
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').last().click();
  await expectRows(page, [6, 4, 3, 1]);
});

test('the page says when the batch is deleted for its age; it is kept from that, by anybody, and let go', async ({
  page,
  api,
}) => {
  await page.goto(`/batches/${batchId}`);
  const goes = page.getByText(/^deleted on \d{1,2} \w{3} \d{4}$/);
  await expect(goes).toBeVisible();
  const choose = async (name: string) => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };
  const kept = page.getByText('kept', { exact: true });
  await choose('Keep');
  await expect(kept).toBeVisible();
  await expect(page.getByText(/is kept: it is not deleted for its age/)).toBeVisible();
  await choose('No longer keep');
  await expect(goes).toBeVisible();
  await expect(page.getByText(/is no longer kept, and deleted on /)).toBeVisible();
  // Somebody else does: whoever looks is told.
  await api.patch(`/batches/${batchId}`, { keep: true });
  await expect(kept).toBeVisible();
});
