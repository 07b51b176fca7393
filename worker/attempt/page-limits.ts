import type { BrowserContext, Page } from 'playwright';
import type { Dialogs } from './dialogs';
import { StepFailure } from './step-failure';

/** More than any sound page asks for within one row. */
const MAX_OPEN_PAGES = 30;
const MAX_DIALOGS = 100;
const MAX_DOWNLOADS = 20;

/** A page goes on without end; whatever else is wrong with it matters less. */
export class PageLimitExceeded extends StepFailure {
  constructor(code: string, message: string) {
    super({ kind: 'page_mismatch', code, message: `${message}: Furrow ended the row.` });
    this.name = 'PageLimitExceeded';
  }
}

/**
 * Watches the pages of a context, from before the first, for what has no end.
 * @param dialogs answers them; null when a function runs the row: it opens pages, answers dialogs and takes downloads as it likes
 * @returns fires when the row must end: with a PageLimitExceeded as its reason, or because its page crashed
 */
export function limitPages(context: BrowserContext, dialogs: Dialogs | null): AbortSignal {
  const controller = new AbortController();
  const exceed = (code: string, message: string) => controller.abort(new PageLimitExceeded(code, message));
  let [dialogCount, downloadCount] = [0, 0];

  // A navigation on which its page crashes never answers.
  context.once('page', (page) => page.once('crash', () => controller.abort(new Error('The page crashed'))));
  context.on('page', (page) => {
    if (context.pages().length > MAX_OPEN_PAGES)
      exceed('too_many_windows', `The page opened more than ${MAX_OPEN_PAGES} windows`);
    if (controller.signal.aborted) void closePage(page);
    if (!dialogs) return;
    page.on('download', () => {
      downloadCount += 1;
      if (downloadCount > MAX_DOWNLOADS)
        exceed('too_many_downloads', `The page began more than ${MAX_DOWNLOADS} downloads`);
    });
  });
  if (!dialogs) return controller.signal;
  context.on('dialog', (dialog) => {
    dialogCount += 1;
    if (dialogCount > MAX_DIALOGS)
      exceed('too_many_dialogs', `The page showed more than ${MAX_DIALOGS} messages`);
    // One that is left open holds the page: no script of it runs any further.
    if (!controller.signal.aborted) void dialogs.answer(dialog);
  });
  return controller.signal;
}

async function closePage(page: Page): Promise<void> {
  await page.close().catch(() => undefined);
}
