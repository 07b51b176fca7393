import type { CDPSession, Page } from 'playwright';

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** The page's own channel to the browser; one for all that is asked of it. Ends with the page. */
export function pageSession(page: Page): Promise<CDPSession> {
  const known = sessions.get(page);
  if (known) return known;
  const opened = page.context().newCDPSession(page);
  sessions.set(page, opened);
  opened.catch(() => sessions.delete(page));
  return opened;
}
