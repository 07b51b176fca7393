import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { lookUpOrder, requireValues, VIEWPORT } from './order-look-up';
import { readSideArguments } from './peers/side-arguments.mjs';
import { runAtOnce, serveRounds } from './serve-rounds';

// The yardstick: a script as one would write it, with one browser and a fresh context a row. Traced, it records what
// it would need if the row failed, and throws it away when the row passes.
const { folder, found, isTraced } = readSideArguments();
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: found.path,
  chromiumSandbox: !found.needsNoSandbox,
});

serveRounds(
  async (request) => () => runAtOnce(request, (orderNo) => runRow(request.siteUrl, orderNo)),
  () => browser.close(),
);

async function runRow(siteUrl: string, orderNo: string): Promise<void> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    if (isTraced) await context.tracing.start({ screenshots: true, snapshots: true });
    const page = await context.newPage();
    requireValues(orderNo, await lookUpOrder(page, siteUrl, orderNo, join(folder, `${orderNo}.png`)));
    if (isTraced) await context.tracing.stop();
  } finally {
    await context.close();
  }
}
