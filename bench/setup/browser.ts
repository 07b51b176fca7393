import { type Browser, chromium, type Page } from 'playwright';
import { findBrowser } from '../../worker/browser/find-browser';
import type { UploadApi } from '../upload/upload-api';
import type { CleanUp } from './clean-up';

/** The browser that the tests use, until `cleanUp` ends it. */
export async function openBrowser(cleanUp: CleanUp): Promise<Browser> {
  const found = await findBrowser(undefined);
  const browser = await chromium.launch({
    ...(found ? { executablePath: found.path } : {}),
    chromiumSandbox: found ? !found.needsNoSandbox : true,
  });
  cleanUp.add(() => browser.close());
  return browser;
}

/** A page of somebody who is signed in; it is closed afterwards. */
export async function inPage<T>(
  browser: Browser,
  api: Pick<UploadApi, 'url' | 'cookies'>,
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    await context.addCookies(api.cookies.map((cookie) => ({ ...cookie, url: api.url })));
    return await use(await context.newPage());
  } finally {
    await context.close();
  }
}
