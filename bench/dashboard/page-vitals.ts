import type { Page } from 'playwright';

/** What a visitor of a page on a slow machine feels. */
export interface PageVitals {
  readonly lcpMs: number;
  readonly cls: number;
  /** The slowest answer to a key or click. */
  readonly inpMs: number;
  /** Of all scripts that the page loaded, as they were sent. */
  readonly scriptKb: number;
}

/** How many times slower than this machine the visitor's is. */
const THROTTLE = 4;
const KEYS = ['j', 'j', 'k', 'j', 'ArrowDown', 'PageDown', 'j'];

interface Notes {
  lcpMs: number;
  cls: number;
  inpMs: number;
}

/** Opens a batch's page with an empty cache, moves through its rows and filters them, and says how it felt. */
export async function measureVitals(page: Page, url: string): Promise<PageVitals> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
  await session.send('Network.enable');
  const scripts = new Set<string>();
  let scriptBytes = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) scriptBytes += encodedDataLength;
  });
  await noteVitals(page);
  await page.goto(url);
  const rows = page.getByRole('grid', { name: /^Rows of / });
  await rows.getByRole('row').nth(3).waitFor();
  await rows.focus();
  for (const key of KEYS) await page.keyboard.press(key);
  await page.getByRole('button', { name: /^failed /i }).click();
  await page.waitForURL(/failed/);
  await untilPainted(page);
  const notes = await page.evaluate(() => (globalThis as unknown as { vitals: Notes }).vitals);
  return { ...notes, scriptKb: scriptBytes / 1000 };
}

async function noteVitals(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const notes = { lcpMs: 0, cls: 0, inpMs: 0 };
    (globalThis as { vitals?: unknown }).vitals = notes;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) notes.lcpMs = entry.startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      })[]) {
        if (!entry.hadRecentInput) notes.cls += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) notes.inpMs = Math.max(notes.inpMs, entry.duration);
    }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  });
}

/** Entries of what happened are there some frames after it was painted. */
export function untilPainted(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 10; frame += 1)
      await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}
