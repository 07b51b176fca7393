import type { CDPSession, Frame, Page, Request, Response } from 'playwright';
import { navigatedPage } from '../attempt/navigation-notice';

/** What a page's main frame is on its way to. */
export interface NavigationWatch {
  /** A navigation was asked for and has neither its document nor failed. */
  readonly isPending: boolean;
  /** What ends from now on. */
  begin(): NavigationWait;
  watchFrame(frameId: string): void;
}

export interface NavigationWait {
  /** One was asked for since the beginning. */
  readonly isAsked: boolean;
  /** Resolves when one that was asked for has its document, failed, or turned out to be none. */
  readonly ended: Promise<void>;
}

/** They leave the page as it is. */
const WITHOUT_DOCUMENT = [204, 205];

/**
 * That a navigation was asked for is told on the same channel on which the page is asked: whoever asks the page after an
 * action knows. Playwright tells what became of it.
 */
export function createNavigationWatch(page: Page, session: CDPSession): NavigationWatch {
  let mainFrame = '';
  let isPending = false;
  let waits: { isAsked: boolean; end: () => void }[] = [];
  const end = () => {
    isPending = false;
    for (const wait of waits) wait.end();
    waits = [];
  };
  session.on('Page.frameRequestedNavigation', ({ frameId, disposition }) => {
    if (frameId !== mainFrame || disposition !== 'currentTab') return;
    isPending = true;
    for (const wait of waits) wait.isAsked = true;
  });
  page.on('framenavigated', (frame: Frame) => {
    if (frame === page.mainFrame()) end();
  });
  page.on('requestfailed', (request: Request) => {
    if (navigatedPage(request) === page) end();
  });
  page.on('response', (response: Response) => {
    if (WITHOUT_DOCUMENT.includes(response.status()) && navigatedPage(response.request()) === page) end();
  });
  page.on('download', end).on('close', end).on('crash', end);
  return {
    get isPending() {
      return isPending;
    },
    begin() {
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      const wait = { isAsked: false, ended, end: resolve };
      waits.push(wait);
      return wait;
    },
    watchFrame: (frameId) => {
      mainFrame = frameId;
    },
  };
}
