import type { BrowserContext, Download, Page } from 'playwright';

/** The files that pages of a row send. One that no step asked for is given up at once: it would only fill the disk. */
export interface Downloads {
  /** The next file that the page sends. @throws Playwright's TimeoutError */
  next(page: Page, timeoutMs: number): Promise<Download>;
}

export function watchDownloads(context: BrowserContext): Downloads {
  const waiting = new Set<Page>();
  const watch = (page: Page) =>
    page.on('download', (download) => {
      if (!waiting.delete(page)) void download.cancel().catch(() => undefined);
    });
  for (const page of context.pages()) watch(page);
  context.on('page', watch);
  return {
    async next(page, timeoutMs) {
      waiting.add(page);
      try {
        return await page.waitForEvent('download', { timeout: timeoutMs });
      } finally {
        waiting.delete(page);
      }
    },
  };
}
