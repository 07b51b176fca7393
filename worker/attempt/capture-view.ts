import type { CDPSession, Page } from 'playwright';
import { pageSession } from '../lean/page-session';

export type Drawing = { readonly type: 'png' } | { readonly type: 'jpeg'; readonly quality: number };

/** The page's own fonts are there, or will not come. */
const FONTS = 'document.fonts.ready.then(() => true)';

/**
 * A picture of what is visible, asked of the browser itself. Playwright's own screenshot names the part to draw, for which
 * the browser lays the page out once more and draws it apart (figures in docs/performance.md).
 */
export async function captureView(page: Page, drawing: Drawing): Promise<Buffer> {
  const session = await pageSession(page);
  await session.send('Runtime.evaluate', { expression: FONTS, awaitPromise: true });
  return await capture(session, drawing);
}

async function capture(session: CDPSession, { type, ...options }: Drawing): Promise<Buffer> {
  const { data } = await session.send('Page.captureScreenshot', { format: type, ...options });
  return Buffer.from(data, 'base64');
}
