import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type PracticeSite, startPracticeSite } from '@/examples/practice-site/start-practice-site';
import { startTestBrowser, type TestBrowser } from './support/browser';
import { expectNothingLeft } from './support/expect-nothing-left';
import { openRows, type RanRow, type RowOptions } from './support/run-row';

/** Only a page that hangs runs into it: the others are found out long before. */
const ROW_TIMEOUT_S = { hang: 2, others: 40 };
/** A page of the site takes about 100. */
const PAGE_MEMORY_MB = 350;
let site: PracticeSite;
let browser: TestBrowser;
let run: (options: RowOptions) => Promise<RanRow>;

const source = (siteUrl: string) => `version: 1
name: hostile
effect: read
base_url: ${siteUrl}
inputs: { path: { type: string } }
steps:
  - goto: '/{{ path }}'
  - wait_for: { testid: never }
    timeout: 60
    when: { input: path, matches: '(hostile|faults).*' }
`;

beforeAll(async () => {
  site = await startPracticeSite({ port: 0 });
  browser = await startTestBrowser({}, undefined, PAGE_MEMORY_MB);
  run = openRows(browser, source(site.url));
});
beforeEach(async () => {
  expect((await runPage('orders')).result.kind).toBe('completed');
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

function runPage(path: string): Promise<RanRow> {
  const row_timeout = path.endsWith('hang') ? ROW_TIMEOUT_S.hang : ROW_TIMEOUT_S.others;
  return run({ row: { path }, settings: { row_timeout } });
}

it.each([
  ['hostile/endless/hang', 'timeout', 'row_timeout'],
  ['hostile/endless/popups', 'page_mismatch', 'too_many_windows'],
  ['hostile/endless/alerts', 'page_mismatch', 'too_many_dialogs'],
  ['hostile/endless/memory', 'browser_crash', 'page_too_large'],
  ['hostile/endless/downloads', 'page_mismatch', 'too_many_downloads'],
  ['faults/crash', 'browser_crash', 'page_crashed'],
])('%s ends within its limit as %s, %s, and costs no other row', async (path, kind, code) => {
  const hostile = runPage(path);
  const others = [runPage('orders'), runPage('customers/new')];
  const ran = await hostile;
  expect(ran.result).toMatchObject({ kind: 'failed', failure: { kind, code } });
  expect(ran.durationMs).toBeLessThan(20_000);
  for (const other of await Promise.all(others)) expect(other.result.kind).toBe('completed');
  await expectNothingLeft(browser);
  expect(browser.launched).toHaveLength(1);
});

it('a page without end leaves its trace', async () => {
  const settings = { row_timeout: ROW_TIMEOUT_S.others, evidence: { trace: 'on_failure' as const } };
  const { result, artifacts } = await run({ row: { path: 'hostile/endless/alerts' }, settings });
  expect(result).toMatchObject({ failure: { code: 'too_many_dialogs' } });
  expect(artifacts.map(({ type }) => type)).toEqual(['trace']);
});
