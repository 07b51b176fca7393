import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Cluster } from 'puppeteer-cluster';
import puppeteer from 'puppeteer-core';
import { requireValues, VIEWPORT } from '../order-look-up.ts';
import { runAtOnce, serveRounds } from '../serve-rounds.ts';
import { readSideArguments } from './side-arguments.mjs';

const { folder, found } = readSideArguments();
await mkdir(folder, { recursive: true });
let cluster = null;
let places = 0;

serveRounds(
  async (request) => {
    await openCluster(request.concurrency);
    return () =>
      runAtOnce(request, (orderNo) => cluster.execute({ siteUrl: request.siteUrl, orderNo }, lookUp));
  },
  async () => cluster?.close(),
);

/** A cluster's number of places is fixed. */
async function openCluster(concurrency) {
  if (places === concurrency) return;
  await cluster?.close();
  cluster = await Cluster.launch({
    puppeteer,
    concurrency: Cluster.CONCURRENCY_CONTEXT,
    maxConcurrency: concurrency,
    puppeteerOptions: {
      executablePath: found.path,
      headless: 'shell',
      defaultViewport: VIEWPORT,
      args: found.needsNoSandbox ? ['--no-sandbox'] : [],
    },
  });
  places = concurrency;
}

async function lookUp({ page, data: { siteUrl, orderNo } }) {
  await page.goto(`${siteUrl}/orders`);
  await page.locator('::-p-aria([name="Order number"][role="textbox"])').fill(orderNo);
  await page.locator('::-p-aria([name="Find order"][role="button"])').click();
  await page.waitForSelector('[data-testid="result"]', { visible: true });
  // biome-ignore lint/performance/useDomNodeTextContent: all sides read what a person sees.
  const read = (id) => page.$eval(`[data-testid="${id}"]`, (element) => element.innerText);
  const status = await read('status');
  const total = Number(await read('total'));
  const recipient = await read('recipient');
  await writeFile(join(folder, `${orderNo}.png`), await page.screenshot());
  requireValues(orderNo, { status, total, recipient });
}
