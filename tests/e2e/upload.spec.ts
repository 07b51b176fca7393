import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import type { UploadJson } from '@/lib/domain/wire/upload';
import type { FurrowApi } from './support/furrow-api';
import { test } from './support/furrow-test';
import { furrowUrl } from './support/installation-addresses';
import { newBatchPage } from './support/new-batch-page';

const LINE = 'AB-0001,Ada Lovelace,ada@example.com,"12 Analytical Street, London",48.20\n';
const ROWS = 560_000;
const FILE = 'forty-megabytes.csv';

/** A file of about 40 MB on disk, as a browser opens it. */
async function writeLargeFile(path: string): Promise<{ sha256: string; size: number }> {
  const bytes = Buffer.from(`order,name,email,address,total\n${LINE.repeat(ROWS)}`);
  await writeFile(path, bytes);
  return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
}

const SLOW_BYTES_PER_SECOND = 2 * 1024 * 1024;

/** The page's line to the server: slow, fast, or cut. */
async function openLine(page: Page) {
  const session = await page.context().newCDPSession(page);
  const set = (uploadThroughput: number, offline = false) =>
    session.send('Network.emulateNetworkConditions', {
      ...{ offline, latency: 5, downloadThroughput: -1, uploadThroughput },
    });
  return { slow: () => set(SLOW_BYTES_PER_SECOND), fast: () => set(-1), cut: () => set(-1, true) };
}

const uploadIn = (page: Page) => new URL(page.url()).searchParams.get('upload') ?? '';

const halfArrived = async (api: FurrowApi) => {
  const { items } = await api.get<{ items: UploadJson[] }>('/uploads?state=receiving&mine=true');
  return items.filter(({ filename }) => filename === FILE);
};

test('an upload survives pause, lost connection and reload', async ({ page, api }, info) => {
  const path = info.outputPath(FILE);
  const file = await writeLargeFile(path);
  const form = newBatchPage(page);
  const progress = page.getByRole('progressbar', { name: `Upload of ${FILE}` });
  await page.goto('/batches/new');
  const line = await openLine(page);
  await line.slow();

  await test.step('the beginning shows while the rest arrives', async () => {
    await page.getByLabel('CSV file').setInputFiles(path);
    await expect(page.getByRole('region', { name: 'Beginning of the file' })).toContainText('Ada Lovelace');
    await expect(progress).toBeVisible();
  });
  await test.step('pause keeps what has arrived', async () => {
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByText('paused')).toBeVisible();
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(page.getByText(/MB\/s · .* left/)).toBeVisible();
  });
  await test.step('offline it waits, and goes on by itself', async () => {
    await line.cut();
    await expect(page.getByText('You are offline.')).toBeVisible();
    await line.slow();
    await expect(page.getByText('You are offline.')).toBeHidden();
  });
  const before = await test.step('a reload offers to go on', async () => {
    await expect
      .poll(async () => (await halfArrived(api))[0]?.received_bytes)
      .toBeGreaterThan(4 * 1024 * 1024);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Go on with an upload' })).toBeVisible();
    await expect(page.getByText(`of ${(file.size / 1024 ** 2).toFixed(1)} MB arrived`)).toBeVisible();
    return (await halfArrived(api))[0];
  });
  await test.step('another file is refused', async () => {
    const other = info.outputPath('other.csv');
    await writeFile(other, 'a,b\n1,2\n');
    await page.getByLabel(`${FILE} again`).setInputFiles(other);
    await expect(page.getByRole('alert').filter({ hasText: 'other.csv is another file' })).toBeVisible();
  });
  await test.step('the same file goes on where it was and arrives whole', async () => {
    await line.fast();
    await page.getByLabel(`${FILE} again`).setInputFiles(path);
    await page.waitForURL(/\?upload=/);
    await expect(form.rows).toContainText('Ada Lovelace');
    expect(uploadIn(page)).toBe(before?.id);
    const upload = await api.get<UploadJson>(`/uploads/${uploadIn(page)}`);
    expect(upload).toMatchObject({ sha256: file.sha256, size: file.size });
    expect(await halfArrived(api)).toEqual([]);
  });
});

test('files that are no table are told so before anything is sent', async ({ page, api }) => {
  const { items: before } = await api.get<{ items: UploadJson[] }>('/uploads?limit=1');
  await page.goto('/batches/new');
  const input = page.getByLabel('CSV file');
  const workbook = Buffer.from(`PK\x03\x04${'\0'.repeat(30)}xl/workbook.xml${'x'.repeat(200)}`, 'latin1');
  await input.setInputFiles({ name: 'orders.xlsx', mimeType: 'text/csv', buffer: workbook });
  await expect(page.getByText(/orders\.xlsx is an Excel workbook: .*save it as "CSV UTF-8/)).toBeVisible();
  await input.setInputFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) });
  await expect(page.getByText('empty.csv is empty.')).toBeVisible();
  const files = await page.evaluateHandle(() => {
    const dropped = new DataTransfer();
    for (const name of ['one.csv', 'two.csv']) dropped.items.add(new File(['a,b\n1,2\n'], name));
    return dropped;
  });
  // Beside the drop zone, where a browser would otherwise leave the page for the file.
  await page.getByRole('heading', { name: 'New batch' }).dispatchEvent('drop', { dataTransfer: files });
  await expect(page.getByText('2 files at once (one.csv, two.csv)')).toBeVisible();
  const { items: after } = await api.get<{ items: UploadJson[] }>('/uploads?limit=1');
  expect(after[0]?.id).toBe(before[0]?.id);
});

test('a raw upload of 30 MB arrives whole', async ({ api }) => {
  const bytes = Buffer.alloc(30 * 1024 ** 2, LINE);
  const answer = await api.request.post('/api/v1/uploads?filename=raw.csv', {
    data: bytes,
    headers: { 'Content-Type': 'text/csv', Origin: furrowUrl() },
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(await answer.json()).toMatchObject({ size: bytes.length, sha256 });
});

test('the very same file is recognised', async ({ page, api }) => {
  const csv = `order,stamp\nAB-1,${Date.now()}\n`;
  const first = await api.upload('first.csv', csv);
  await page.goto('/batches/new');
  await newBatchPage(page).takeFile('second.csv', csv);
  await expect(page.getByText(/This file was uploaded on .* as first\.csv/)).toBeVisible();
  const second = uploadIn(page);
  await page.getByRole('button', { name: 'Use that one' }).click();
  await expect.poll(() => uploadIn(page)).toBe(first.id);
  await expect.poll(async () => (await api.request.get(`/api/v1/uploads/${second}`)).status()).toBe(404);
});

test('rows pasted from a spreadsheet become a file', async ({ page, api, context }) => {
  const name = `Zo\u00eb ${Date.now()}`;
  const cells = `Order no\tCustomer\tRemark\r\nAB-1\t${name}\t"two\nlines"\r\nAB-2\tBo\t\r\n`;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/batches/new');
  await page.getByRole('heading', { name: 'New batch' }).click();
  await page.evaluate((text) => navigator.clipboard.writeText(text), cells);
  await page.keyboard.press('ControlOrMeta+V');
  const pasted = page.getByRole('region', { name: 'Pasted rows' });
  await expect(pasted).toContainText('2 rows and 3 columns');
  await expect(pasted).toContainText('Order no, Customer, Remark');
  await pasted.getByRole('button', { name: 'Use 2 rows' }).click();
  await page.waitForURL(/\?upload=/);
  await expect(newBatchPage(page).rows).toContainText(name);
  const upload = await api.get<UploadJson>(`/uploads/${uploadIn(page)}`);
  expect(upload.filename).toBe('pasted rows.tsv');

  await page.goto('/batches/new');
  await page.getByText('Or paste rows from a spreadsheet').click();
  await page.getByLabel('Rows from a spreadsheet').click();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(pasted).toContainText('2 rows and 3 columns');
  await pasted.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByText('Drop a CSV here')).toBeVisible();
});

test('a file that is here already can be deleted', async ({ page, api }) => {
  const filename = `to delete ${Date.now()}.csv`;
  const { id } = await api.upload(filename, `a,b\n${Date.now()},2\n`);
  await page.goto('/batches/new');
  await page.getByRole('button', { name: `Delete ${filename}` }).click();
  await page.getByRole('button', { name: 'Delete the file' }).click();
  await expect(page.getByRole('button', { name: filename })).toHaveCount(0);
  await expect(page.getByText(`${filename} is deleted.`)).toBeVisible();
  expect((await api.request.get(`/api/v1/uploads/${id}`)).status()).toBe(404);
});
