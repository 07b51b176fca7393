import type { BrowserContext } from 'playwright';

/**
 * Playwright ends its calls when their context is closed or its browser dies, but for those that open a page: they never settle, and
 * the row that made one would keep its slot until its time limit. After this they end as the others do.
 */
export function settleOnClose(context: BrowserContext): void {
  const newPage = context.newPage.bind(context);
  const storageState = context.storageState.bind(context);
  context.newPage = () => unlessClosed(context, newPage());
  context.storageState = (options) => unlessClosed(context, storageState(options));
}

async function unlessClosed<T>(context: BrowserContext, work: Promise<T>): Promise<T> {
  // Whoever loses the race must not become an unhandled rejection.
  work.catch(() => undefined);
  let end = () => {};
  const closed = new Promise<never>((_resolve, reject) => {
    const onClose = () => reject(new Error('Target page, context or browser has been closed'));
    context.once('close', onClose);
    end = () => void context.off('close', onClose);
  });
  try {
    return await Promise.race([work, closed]);
  } finally {
    end();
  }
}
