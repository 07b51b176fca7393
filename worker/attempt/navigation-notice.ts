import type { Frame, Page, Request } from 'playwright';
import { settleWithin } from '../browser/settle-within';

/** Notices a navigation that an action sets off, without keeping the action waiting for it. */
export interface NavigationNotice {
  /** Waits until a navigation that has begun has its new document, or failed; returns at once when none has. */
  settle(timeoutMs: number): Promise<void>;
  stop(): void;
}

/**
 * A commit's click must not wait for the target's answer: its limit is the permit. What Playwright's click would wait
 * for is made up for here, under the step's own limit.
 */
export function noticeNavigation(page: Page): NavigationNotice {
  let pending: Request | null = null;
  let { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const onRequest = (request: Request) => {
    if (!isMainNavigation(request, page)) return;
    pending = request;
    ({ promise: ended, resolve: end } = Promise.withResolvers<void>());
  };
  const onNavigated = (frame: Frame) => {
    if (frame === page.mainFrame()) end();
  };
  const onFailed = (request: Request) => {
    if (request === pending) end();
  };
  page.on('request', onRequest).on('framenavigated', onNavigated).on('requestfailed', onFailed);
  return {
    async settle(timeoutMs) {
      // One trip to the page: by then a navigation that the action started has been announced.
      await settleWithin(page.evaluate('0'), timeoutMs);
      if (pending !== null) await settleWithin(ended, timeoutMs);
    },
    stop() {
      page.off('request', onRequest).off('framenavigated', onNavigated).off('requestfailed', onFailed);
    },
  };
}

export function isMainNavigation(request: Request, page: Page): boolean {
  if (!request.isNavigationRequest()) return false;
  try {
    return request.frame() === page.mainFrame();
  } catch {
    // A page that is only being opened has no frame yet; it is not ours.
    return false;
  }
}
