import { expect, type Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { test } from './support/furrow-test';
import { type HostileBatch, plantHostileBatch, UNCONFIRMED_ROW } from './support/hostile-batch';
import { CANARY_HOST, HOSTILE_TEXTS } from './support/hostile-texts';
import { type HostileTrap, setTrap } from './support/hostile-trap';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const FORMATS = ['csv', 'xlsx', 'failed', 'json', 'jsonl', 'pdf', 'summary', 'manifest', 'zip'] as const;

test(`${HOSTILE_TEXTS.length} hostile texts: on no page and in no file does one run or become markup`, async ({
  page,
  api,
  context,
}) => {
  expect(new Set(HOSTILE_TEXTS).size).toBeGreaterThanOrEqual(80);
  const batch = await plantHostileBatch(api);
  const trap = await setTrap(context);
  for (const [path, ready] of screensOf(batch)) {
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByText(ready).filter({ visible: true }).first()).toBeVisible();
      expect(await trap.look(page)).toEqual([]);
    });
  }
  await test.step('panel and search', () => openWhatOpens(page, batch, trap));
  for (const file of batch.artifacts) {
    for (const path of [`/artifacts/${file.id}`, `/shared/${batch.shareToken}/artifacts/${file.id}`]) {
      await test.step(`${file.contentType} ${path}`, () => openFile(page, `/api/v1${path}`, trap));
    }
  }
  for (const format of FORMATS) await test.step(format, () => readExport(page, batch, format));
  expect(trap.caught).toEqual([]);
  await test.step('the trap can catch', () => proveTrap(page, trap));
});

/** Where hostile texts are shown, each with one that the page must show. */
function screensOf({ id, uploadId, automation, shareToken, scheduleId }: HostileBatch): [string, string][] {
  const text = (number: number) => HOSTILE_TEXTS[number] as string;
  return [
    ['/', text(4)],
    [`/batches/new?upload=${uploadId}`, text(0)],
    [`/batches/${id}`, text(4)],
    [`/batches/${id}/rows/1`, text(16)],
    [`/batches/${id}/rows/${UNCONFIRMED_ROW}`, text(4)],
    ['/automations', text(5)],
    [`/automations/${automation}`, text(5)],
    ['/schedules', text(6)],
    [`/schedules/${scheduleId}`, text(6)],
    ['/workers', 'slots busy'],
    [`/s/${shareToken}`, text(4)],
  ];
}

async function openWhatOpens(page: Page, { id }: HostileBatch, trap: HostileTrap): Promise<void> {
  await page.goto(`/batches/${id}?row=1`);
  await expect(page.getByText('The page at the end')).toBeVisible();
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  expect(await trap.look(page)).toEqual([]);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Find or do' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.insertText(HOSTILE_TEXTS[4] as string);
  await expect(palette.getByRole('option').first()).toContainText('onerror');
  expect(await trap.look(page)).toEqual([]);
}

/** A stored file is shown as what runs nothing, or is a download. */
async function openFile(page: Page, path: string, trap: HostileTrap): Promise<void> {
  const answer = await page.request.get(path);
  const headers = answer.headers();
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
  expect(headers['content-disposition']).toMatch(
    /^(inline|attachment); filename="[\w.() -]*"; filename\*=UTF-8''[^\s;<>"]*$/,
  );
  expect(headers['content-type']).toMatch(
    /^(text\/plain; charset=utf-8|application\/(json|pdf|octet-stream)|image\/png)$/,
  );
  if (headers['content-disposition']?.startsWith('attachment')) return;
  await page.goto(path);
  expect(await trap.look(page)).toEqual([]);
}

async function readExport(page: Page, { id }: HostileBatch, format: string): Promise<void> {
  const answer = await page.request.get(`/api/v1/batches/${id}/export`, { params: { format } });
  expect(answer.status()).toBe(200);
  const headers = answer.headers();
  expect(headers['content-disposition']).toMatch(/^attachment; filename="[\w.() -]+"/);
  expect(headers['content-type']).not.toMatch(/html|xml;|svg|javascript/);
  expect(headers['content-security-policy']).toMatch(/sandbox/);
  const body = await answer.body();
  if (format === 'pdf') expect(body.toString('latin1')).not.toMatch(/\/(JavaScript|URI|OpenAction|Launch)\b/);
  if (format !== 'zip' && format !== 'xlsx') return;
  for (const name of Object.keys(unzipSync(body))) {
    expect(name).toMatch(/^[^<>:"\\|?*\p{Cc}]+$/u);
    expect(name.split('/')).not.toContain('..');
  }
}

/** The same texts put into a page of ours as markup: the policy stops them, and the trap tells; without a policy they run. */
async function proveTrap(page: Page, trap: HostileTrap): Promise<void> {
  await page.goto('/workers');
  await page.evaluate(
    (texts) => {
      for (const text of texts) document.body.insertAdjacentHTML('beforeend', text);
    },
    HOSTILE_TEXTS.slice(0, 40).filter((text) => !/http-equiv|<base/.test(text)),
  );
  expect((await trap.look(page)).length).toBeGreaterThan(30);
  await expect.poll(() => trap.caught.filter((what) => what.includes('stopped')).length).toBeGreaterThan(5);
  const unsafe = await page.context().newPage();
  // An empty page has no scheme that addresses could take over.
  const texts = HOSTILE_TEXTS.slice(0, 40).filter((text) => !/http-equiv|<base|<iframe|<form/.test(text));
  await unsafe.setContent(texts.join('\n').replaceAll(`//${CANARY_HOST}`, `http://${CANARY_HOST}`));
  await expect.poll(() => trap.caught.filter((what) => what.includes('ran')).length).toBeGreaterThan(5);
  await expect.poll(() => trap.caught.filter((what) => what.includes('asked for')).length).toBeGreaterThan(2);
  await unsafe.close();
}
