import type { Frame, Page, Request } from 'playwright';
import { settleWithin } from '../browser/settle-within';

/** Notices a navigation that an action sets off, without keeping the action waiting for it. */
export interface NavigationNotice {
  /** Waits until a navigation that was asked for has its new document, or failed; soon over when there is none. */
  settle(timeoutMs: number): Promise<void>;
  stop(): void;
}

/** A submitted form is a task of its own in the page: it has begun when two later tasks have run. */
const AFTER_TASKS = 'new Promise((done) => setTimeout(() => setTimeout(done, 0), 0))';

/**
 * A commit's click must not wait for the target's answer: its limit is the permit. What Playwright's click would wait
 * for is made up for here, under the step's own limit. The page itself says that a navigation was asked for, on the
 * same channel as the question whether it is done: nothing is left to which message is faster.
 */
export async function noticeNavigation(page: Page): Promise<NavigationNotice> {
  const session = await page.context().newCDPSession(page);
  let isAsked = false;
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const { frameTree } = await session.send('Page.getFrameTree');
  const onAsked = ({ frameId }: { frameId: string }) => {
    isAsked ||= frameId === frameTree.frame.id;
  };
  session.on('Page.frameScheduledNavigation', onAsked).on('Page.frameRequestedNavigation', onAsked);
  await session.send('Page.enable');
  const onNavigated = (frame: Frame) => {
    if (frame === page.mainFrame()) end();
  };
  const onFailed = (request: Request) => {
    if (navigatedPage(request) === page) end();
  };
  // Also with its browser: nothing comes any more.
  const onClosed = () => end();
  page.on('framenavigated', onNavigated).on('requestfailed', onFailed).on('close', onClosed);
  return {
    async settle(timeoutMs) {
      const question = { expression: AFTER_TASKS, awaitPromise: true };
      await Promise.race([settleWithin(session.send('Runtime.evaluate', question), timeoutMs), ended]);
      if (!isAsked) return;
      await settleWithin(ended, timeoutMs);
      // Steps that ask at once what the new page says must not find it half read.
      await settleWithin(page.waitForLoadState('domcontentloaded', { timeout: timeoutMs }), timeoutMs);
    },
    stop() {
      page.off('framenavigated', onNavigated).off('requestfailed', onFailed).off('close', onClosed);
      void session.detach().catch(() => undefined);
    },
  };
}

/** The page whose main frame a request navigates; null for any other request. */
export function navigatedPage(request: Request): Page | null {
  if (!request.isNavigationRequest()) return null;
  try {
    const frame = request.frame();
    const page = frame.page();
    return frame === page.mainFrame() ? page : null;
  } catch {
    // A page that is only being opened has no frame yet.
    return null;
  }
}
