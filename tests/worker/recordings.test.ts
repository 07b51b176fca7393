import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PracticeSite, startPracticeSite } from '@/examples/practice-site/start-practice-site';
import { importText, recordingText } from '@/tests/support/recordings';
import { startTestBrowser, type TestBrowser } from './support/browser';
import { runRow } from './support/run-row';

let site: PracticeSite;
let browser: TestBrowser;
beforeAll(async () => {
  [site, browser] = await Promise.all([startPracticeSite({ port: 0 }), startTestBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Runs what a recording became, for the row of a sample. */
async function run(name: string, row: Record<string, string>) {
  const recording = recordingText(name).replaceAll('http://127.0.0.1:4010', site.url);
  const sample = `${Object.keys(row).join(';')}\n${Object.values(row).join(';')}\n`;
  const { source } = await importText(recording, sample);
  const cells = Object.fromEntries(
    Object.entries(row).map(([key, cell]) => [key.toLowerCase().replace(' ', '_'), cell]),
  );
  return runRow(browser, source, { row: cells });
}

it.each(['chrome-order.json', 'codegen-order.spec.ts.txt', 'codegen_order.py', 'side-order.side'])(
  'what %s became does in the browser what was recorded',
  async (name) => {
    const ran = await run(name, { 'Order no': 'AB-1002' });
    expect(ran.result).toEqual({ kind: 'completed' });
  },
);

it('what codegen-signup.js.txt became creates the customer of the row', async () => {
  const row = { 'Customer no': 'C-9001', Name: 'Ada Lovelace', Mail: 'ada@example.com', Country: 'Germany' };
  const ran = await run('codegen-signup.js.txt', row);
  expect(ran.result).toEqual({ kind: 'completed' });
  const ledger = await fetch(`${site.url}/ledger?key=C-9001`);
  expect(await ledger.json()).toMatchObject({ submissions: 1 });
});
