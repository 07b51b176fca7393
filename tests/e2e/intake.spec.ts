import { expect, type Page } from '@playwright/test';
import { batchPage } from './support/batch-page';
import { type CustomerFile, customerFile } from './support/customer-file';
import { test } from './support/furrow-test';
import { practiceUrl } from './support/installation-addresses';
import { newBatchPage } from './support/new-batch-page';

const ROW_COUNT = 40;
const BAD_COUNT = 12;

test('a file as people have it becomes a running batch of its valid rows', async ({ page, api }) => {
  const prefix = `E${Date.now()}`;
  const file = customerFile(prefix, ROW_COUNT, BAD_COUNT);
  await test.step('the file is understood', () => takeFile(page, file));
  await test.step('columns with the same name get names of their own', () => nameColumns(page));
  await test.step('bad cells are found, one is corrected, one row dropped', () => mendRows(page, file));
  await test.step('the valid rows run', () => runValidRows(page));
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const runCount = ROW_COUNT - BAD_COUNT + 1;
  const batch = await api.waitForBatch(id);
  expect(batch).toMatchObject({ total_jobs: runCount, excluded_rows: BAD_COUNT - 1, file_rows: ROW_COUNT });
  await expect(batchPage(page).progress).toHaveText(`${runCount} of ${runCount}`);
  // The page was opened before the batch had rows: its field came with the news.
  await expect(
    page.getByRole('button', { name: `All rows in file order: ${runCount} completed` }),
  ).toBeVisible();
  expect(await submittedKeys(prefix)).toHaveLength(runCount);
});

async function takeFile(page: Page, { bytes, firstName }: CustomerFile): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: 'New batch' }).first().click();
  const file = { name: 'kunden.csv', mimeType: 'text/csv', buffer: bytes };
  await page.getByLabel('CSV file').setInputFiles(file);
  const facts = new RegExp(`${ROW_COUNT} rows · semicolon · Windows-1252 \\(\\d+ %\\) · 6 columns`);
  await expect(page.getByText(facts)).toBeVisible();
  await expect(newBatchPage(page).rows.getByRole('gridcell', { name: firstName }).first()).toBeVisible();
}

async function nameColumns(page: Page): Promise<void> {
  const form = newBatchPage(page);
  await expect(form.runButton).toBeDisabled();
  await page.getByRole('button', { name: 'Name them Name and Name_2' }).click();
  await expect(form.rows.getByRole('columnheader', { name: /Name_2/ })).toBeVisible();
  await expect(form.automation).toContainText('Create a customer account');
  await expect(form.rowInWords).toContainText('fills Name with Jürgen Nuñez');
}

async function mendRows(page: Page, { badRows }: CustomerFile): Promise<void> {
  const form = newBatchPage(page);
  await page
    .getByRole('button', { name: `Show rows: ${BAD_COUNT} rows: email is no e-mail address` })
    .click();
  const rowNumbers = form.rows.getByRole('rowheader');
  await expect(rowNumbers).toHaveCount(BAD_COUNT);
  await expect(rowNumbers.first()).toContainText(String((badRows[0] ?? 0) + 1));

  const badCells = form.rows.locator('[role=gridcell][aria-invalid=true]');
  await badCells.first().dblclick();
  await page.getByLabel(/^email, row/).fill('zoe.mueller@post.example');
  await page.keyboard.press('Enter');
  await expect(page.getByText(`${BAD_COUNT - 1} rows: email is no e-mail address`).first()).toBeVisible();
  await expect(badCells).toHaveCount(BAD_COUNT - 1);

  await badCells.first().click();
  await page.keyboard.press('Delete');
  await expect(page.getByText(/will run \+ 10 with problems .*\+ 1 dropped/)).toBeVisible();
  // The newest of the notes that lie upon each other: that of the row, not that of the cell before.
  await page.locator('[data-sonner-toast][data-front=true]').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(/will run \+ 11 with problems .*\+ 0 dropped/)).toBeVisible();
  await badCells.first().click();
  await page.keyboard.press('Delete');
  await expect(page.getByText(/will run \+ 10 with problems .*\+ 1 dropped/)).toBeVisible();
}

async function runValidRows(page: Page): Promise<void> {
  const form = newBatchPage(page);
  const runCount = ROW_COUNT - BAD_COUNT + 1;
  await expect(form.runButton).toBeDisabled();
  await page.getByText('Leave these 10 rows out and run only the valid rows (29 of 40)').click();
  await expect(
    page.getByText(`40 rows = ${runCount} will run + 10 with problems + 0 already completed + 1 dropped`),
  ).toBeVisible();
  await expect(form.runButton).toHaveText(`Run ${runCount} rows`);
  // The answer is lost on its way, and the person says it again: still one batch, as the ledger shows in the end.
  await page.route(
    /\/api\/v1\/batches$/,
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await form.runButton.click();
  await expect(page.getByText('The server did not answer.', { exact: false })).toBeVisible();
  await form.runButton.click();
  await page.waitForURL(/\/batches\/[0-9a-f-]{36}$/);
}

async function submittedKeys(prefix: string): Promise<string[]> {
  const { entries } = (await (await fetch(`${practiceUrl()}/ledger`)).json()) as {
    entries: { key: string }[];
  };
  return entries.map(({ key }) => key).filter((key) => key.startsWith(prefix));
}

test('a wrong guess is corrected, and what is shown then is what will run', async ({ page }) => {
  const form = newBatchPage(page);
  await page.goto('/batches/new');
  await form.takeFile('prices.csv', 'Orders of May\nno;price,net\nAB-1002;1,5\nAB-1003;2,5\n');
  await page.getByRole('button', { name: 'change', exact: true }).click();
  await form.choose(page.getByLabel('Delimiter'), 'comma ,');
  const headerLine = page.getByLabel('Column names stand in line');
  await expect(headerLine).toHaveValue('1');
  await headerLine.fill('2');
  await headerLine.press('Enter');
  await expect(form.rows.getByRole('columnheader', { name: /no;price/ })).toBeVisible();
  await expect(form.rows.getByRole('gridcell', { name: 'AB-1002;1', exact: true })).toBeVisible();
  // The preview follows at once; the file itself carries the choice when it has been read the other way to its end.
  const isKept = page.waitForResponse(
    (answer) =>
      answer.url().endsWith('/reread') && answer.ok() && answer.request().postDataJSON().delimiter === ';',
  );
  await form.choose(page.getByLabel('Delimiter'), 'semicolon ;');
  await expect(form.rows.getByRole('columnheader', { name: /price,net/ })).toBeVisible();
  await isKept;
  await page.reload();
  await expect(form.rows.getByRole('columnheader', { name: /price,net/ })).toBeVisible();
  await expect(form.rows.getByRole('gridcell', { name: 'AB-1002', exact: true })).toBeVisible();
});

const MANY = 30_000;
/** 0-based. */
const ODD_ROWS = [7, 21_000];

test('the line of the column names is kept, though it is said before the delimiter chosen just before shows', async ({
  page,
}) => {
  const form = newBatchPage(page);
  await page.goto('/batches/new');
  await form.takeFile('slow-prices.csv', 'Orders of May\nno;price,net\nAB-1002;1,5\nAB-1003;2,5\n');
  await page.getByRole('button', { name: 'change', exact: true }).click();
  await expect(page.getByLabel('Column names stand in line')).toHaveValue('2');
  let answer = () => {};
  const isAsked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/\/preview/, async (route) => {
    await isAsked;
    await route.continue();
  });
  await form.choose(page.getByLabel('Delimiter'), 'comma ,');
  await page.getByLabel('Column names stand in line').fill('2');
  await page.keyboard.press('Enter');
  answer();
  await expect(form.rows.getByRole('columnheader', { name: /no;price/ })).toBeVisible();
});

test('every row of a long file is a step away, and few of them are drawn', async ({ page, api }) => {
  const lines = Array.from({ length: MANY }, (_, row) =>
    ODD_ROWS.includes(row) ? `?${row}` : `AB-${1000 + (row % 9000)}`,
  );
  const upload = await api.upload('long.csv', `Order no\n${lines.join('\n')}\n`);
  const form = newBatchPage(page);
  await page.goto(`/batches/new?upload=${upload.id}`);
  await form.chooseAutomation('Look an order up');
  await expect(page.getByRole('button', { name: /^Show rows: 2 rows: / })).toBeVisible({ timeout: 60_000 });

  const row = (number: string) => form.rows.getByRole('rowheader', { name: new RegExp(`^${number} `) });
  await page.getByLabel('Go to row').fill('29,999');
  await page.keyboard.press('Enter');
  await expect(row('29,999')).toBeInViewport();
  await form.rows.focus();
  await page.keyboard.press('n');
  await expect(row('8')).toBeInViewport();
  await page.keyboard.press('n');
  await expect(row('21,001')).toBeInViewport();
  await page.keyboard.press('p');
  await expect(row('8')).toBeInViewport();
  await page.keyboard.press('Control+End');
  await expect(row('30,000')).toBeInViewport();
  expect(await form.rows.getByRole('row').count()).toBeLessThan(60);
});
