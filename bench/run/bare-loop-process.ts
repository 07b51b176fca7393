import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright';
import type { FoundBrowser } from '../../worker/browser/find-browser';
import { lookUpOrder, VIEWPORT } from './order-look-up';
import type { RoundRequest } from './tree-meter';

// The competitor, in a process of its own: a script as one would write it, with one browser and a fresh context a row.
const [siteUrl, folder, foundJson] = process.argv.slice(2) as [string, string, string];
const found = JSON.parse(foundJson) as FoundBrowser;
await mkdir(folder, { recursive: true });
const launching = chromium.launch({
  executablePath: found.path,
  chromiumSandbox: !found.needsNoSandbox,
});

process.on('message', (request: RoundRequest) => {
  runLoop(request).then(
    (seconds) => process.send?.({ measured: seconds }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => void launching.then((browser) => browser.close()));

async function runLoop({ orders, concurrency }: RoundRequest): Promise<number> {
  const browser = await launching;
  const startedAtMs = performance.now();
  const waiting = [...orders];
  const work = async () => {
    for (let order = waiting.shift(); order; order = waiting.shift()) await runRow(browser, order);
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return (performance.now() - startedAtMs) / 1000;
}

async function runRow(browser: Browser, orderNo: string): Promise<void> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    const page = await context.newPage();
    const output = await lookUpOrder(page, siteUrl, orderNo, join(folder, `${orderNo}.png`));
    if (!output.status || Number.isNaN(output.total)) throw new Error(`${orderNo} gave no values`);
  } finally {
    await context.close();
  }
}
