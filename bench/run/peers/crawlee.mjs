import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Configuration, LogLevel, log, PlaywrightCrawler } from '@crawlee/playwright';
import { lookUpOnForm, requireValues, VIEWPORT } from '../order-look-up.ts';
import { serveRounds } from '../serve-rounds.ts';
import { readSideArguments } from './side-arguments.mjs';

// One crawler for all rounds, so that none pays for a browser's start. Fingerprints and files of the queue are off:
// the other sides have neither. Incognito pages are its fresh context a row.
const { folder, found } = readSideArguments();
await mkdir(folder, { recursive: true });
log.setLevel(LogLevel.OFF);
const config = new Configuration({ persistStorage: false, availableMemoryRatio: 0.9 });
let onRow = () => {};
let onFailure = () => {};
const crawler = new PlaywrightCrawler(
  {
    keepAlive: true,
    maxRequestRetries: 0,
    useSessionPool: false,
    minConcurrency: 1,
    maxConcurrency: 1,
    // Its own, of half a second, would leave places empty at the begin of each round.
    autoscaledPoolOptions: { maybeRunIntervalSecs: 0.02, loggingIntervalSecs: null },
    launchContext: {
      useIncognitoPages: true,
      launchOptions: { executablePath: found.path, chromiumSandbox: !found.needsNoSandbox, headless: true },
    },
    browserPoolOptions: {
      useFingerprints: false,
      retireBrowserAfterPageCount: 500,
      maxOpenPagesPerBrowser: 100,
      prePageCreateHooks: [
        (_id, _controller, options) => void Object.assign(options, { viewport: VIEWPORT }),
      ],
    },
    requestHandler: async ({ page, request }) => {
      const { orderNo } = request.userData;
      requireValues(orderNo, await lookUpOnForm(page, orderNo, join(folder, `${orderNo}.png`)));
      onRow();
    },
    failedRequestHandler: (_context, error) => onFailure(error),
  },
  config,
);
const running = crawler.run();
// It makes its pool of places as it starts.
while (!crawler.autoscaledPool) await sleep(20);
let requestNo = 0;

serveRounds(
  async ({ orders, concurrency, siteUrl }) => {
    const pool = crawler.autoscaledPool;
    // The larger bound first on the way up, the smaller first on the way down.
    pool.minConcurrency = 1;
    pool.maxConcurrency = concurrency;
    pool.desiredConcurrency = concurrency;
    pool.minConcurrency = concurrency;
    return () => runOrders(orders, siteUrl);
  },
  async () => {
    await crawler.teardown();
    await running;
  },
);

function runOrders(orders, siteUrl) {
  const startedAtMs = performance.now();
  let left = orders.length;
  return new Promise((resolve, reject) => {
    onFailure = reject;
    onRow = () => {
      left -= 1;
      if (left === 0) resolve((performance.now() - startedAtMs) / 1000);
    };
    const requests = orders.map((orderNo) => {
      requestNo += 1;
      return { url: `${siteUrl}/orders`, uniqueKey: String(requestNo), userData: { orderNo } };
    });
    crawler.addRequests(requests).catch(reject);
  });
}
