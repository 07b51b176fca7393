import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PracticeSite, startPracticeSite } from '@/examples/practice-site/start-practice-site';
import { startTestBrowser, type TestBrowser } from '@/tests/worker/support/browser';
import { expectNothingLeft } from '@/tests/worker/support/expect-nothing-left';
import { isProcessAlive, waitUntil } from '@/tests/worker/support/process-state';
import { runPrepared } from '@/tests/worker/support/run-row';
import { createHandlerPreparer } from '@/worker/handler/prepare-handler-rows';
import type { RowHandlerInput } from '@/worker/handler/row-handler';

/* What tests/worker/hostile-pages.test.ts has no time for. */
let site: PracticeSite;
let browser: TestBrowser;

beforeAll(async () => {
  site = await startPracticeSite({ port: 0 });
  browser = await startTestBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** A function takes downloads and answers dialogs itself: only its own limit, and that of windows, ends its row. */
function runFunction(path: string, row_timeout: number) {
  const plan = { runId: 'run', headers: [], effect: 'read' as const, browser: undefined };
  const handler = async ({ page }: RowHandlerInput) => {
    await page.goto(path);
    if (path !== '/') await page.getByTestId('never').waitFor({ timeout: 60_000 });
  };
  const preparer = createHandlerPreparer({ ...plan, handler, baseUrl: site.url });
  return runPrepared(browser, preparer, { settings: { row_timeout, step_timeout: 1 } });
}

it.each([
  ['/hostile/endless/downloads', 3, 'row_timeout'],
  ['/hostile/endless/alerts', 3, 'row_timeout'],
  ['/hostile/endless/popups', 60, 'too_many_windows'],
])('a function is ended on %s within %i s as %s', async (path, seconds, code) => {
  const ran = await runFunction(path, seconds);
  expect(ran.result).toMatchObject({ kind: 'failed', failure: { code } });
  await expectNothingLeft(browser);
  expect((await runFunction('/', 30)).result.kind).toBe('completed');
});

it('a browser that answers nothing any more costs its row, and is replaced', async () => {
  const hanging = runFunction('/hostile/keepsakes', 3);
  const [first] = browser.launched;
  await waitUntil('the page is open', () => (first?.browser.contexts()[0]?.pages().length ?? 0) > 0);
  process.kill(-(first?.groupId ?? 0), 'SIGSTOP');
  expect((await hanging).result).toMatchObject({ kind: 'failed', failure: { kind: 'timeout' } });
  expect(browser.host.recycles().recycles).toEqual({ stuck: 1 });
  expect((await runFunction('/', 30)).result.kind).toBe('completed');
  expect(browser.launched).toHaveLength(2);
  await waitUntil('the old one is gone', () => !isProcessAlive(first?.pid ?? 0));
});
