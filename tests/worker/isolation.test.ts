import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PracticeSite, startPracticeSite } from '@/examples/practice-site/start-practice-site';
import { createHandlerPreparer } from '@/worker/handler/prepare-handler-rows';
import type { RowHandler } from '@/worker/handler/row-handler';
import { RowAbort } from '@/worker/lanes/row-abort';
import { startTestBrowser, type TestBrowser } from './support/browser';
import { waitUntil } from './support/process-state';
import { openRows, type RanRow, type RowOptions, runPrepared } from './support/run-row';

// One browser for all rows: what is left by one of them is looked for by the next.
let site: PracticeSite;
let browser: TestBrowser;
let run: (options: RowOptions) => Promise<RanRow>;

const source = (siteUrl: string) => `version: 1
name: keepsakes
effect: read
base_url: ${siteUrl}
inputs: { task: { type: string } }
outputs: { found: { type: string }, note: { type: string } }
steps:
  - goto: /hostile/keepsakes
  - click: { role: button, name: Leave }
    when: { input: task, matches: leave.* }
  - wait_for: { testid: left, visible: true }
    when: { input: task, matches: leave.* }
  - extract: { note: { testid: left } }
    when: { input: task, matches: leave.* }
  - wait_for: { testid: never }
    timeout: 60
    when: { input: task, equals: leave and stay }
  - click: { role: button, name: Look }
  - wait_for: { testid: found, visible: true }
  - extract: { found: { testid: found } }
`;

beforeAll(async () => {
  site = await startPracticeSite({ port: 0 });
  browser = await startTestBrowser();
  run = openRows(browser, source(site.url));
});

afterAll(async () => {
  expect(browser.launched).toHaveLength(1);
  await browser.close();
  await site.close();
});

const look = () => run({ row: { task: 'look' } });
const NOTHING = { found: 'nothing' };

const LEFT_BY_PAGES = [
  ...['cookie', 'http-only cookie', 'password', 'local storage', 'session storage', 'window name'],
  ...['indexed db', 'cache storage', 'http cache', 'private files', 'service worker', 'shared worker'],
  ...['lock', 'broadcast'],
];

it('nothing that a page leaves is there for the next row, nor what the row before put out', async () => {
  const { output } = await run({ row: { task: 'leave' } });
  expect(output).toEqual({ found: LEFT_BY_PAGES.join(', '), note: 'Left' });
  expect((await look()).output).toEqual(NOTHING);
});

it('nor for a row that runs at the same time', async () => {
  const controller = new AbortController();
  const staying = run({ row: { task: 'leave and stay' }, signal: controller.signal });
  const pages = () => browser.launched[0]?.browser.contexts().flatMap((context) => context.pages()) ?? [];
  await waitUntil('all is left', async () => {
    const [page] = pages();
    return (await page?.getByTestId('left').isVisible()) ?? false;
  });
  expect((await look()).output).toEqual(NOTHING);
  expect(pages()).toHaveLength(1);
  controller.abort(new RowAbort('stopped'));
  expect((await staying).result.kind).toBe('stopped');
});

/** All that a function can set on its browser context, and a file that it downloads. */
const leavingHandler: RowHandler = async ({ page }) => {
  const context = page.context();
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ latitude: 1, longitude: 2 });
  await context.setExtraHTTPHeaders({ authorization: 'left' });
  await context.addCookies([{ name: 'mark', value: '1', url: site.url }]);
  await context.addInitScript(() => {
    window.name = 'left';
  });
  await context.route('**/hostile/kept', (route) => route.fulfill({ body: 'left' }));
  await page.goto('/hostile/keepsakes');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.evaluate(() => {
      const href = URL.createObjectURL(new Blob(['left']));
      Object.assign(document.createElement('a'), { href, download: 'left.txt' }).click();
    }),
  ]);
  const path = await download.path();
  await page.getByRole('button', { name: 'Look' }).click();
  await page.getByTestId('found').waitFor();
  return { found: (await page.getByTestId('found').textContent()) ?? '', path };
};

it('nothing that a function sets on its context either, and its downloads are gone', async () => {
  const plan = { runId: 'run', headers: [], effect: 'read' as const, browser: undefined };
  const preparer = createHandlerPreparer({ ...plan, handler: leavingHandler, baseUrl: site.url });
  const { output } = await runPrepared(browser, preparer);
  const path = String(output?.path);
  const [folder = ''] = browser.launched[0]?.folders ?? [];
  expect(path).toContain(folder);
  expect(output?.found).toBe('cookie, password, window name, http cache, permission');
  expect(readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())).toEqual(
    [],
  );
  expect((await look()).output).toEqual(NOTHING);
});
