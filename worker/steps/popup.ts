import type { StepVerb } from './step-context';

export const popup: StepVerb<'popup'> = {
  async prepare(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.click({ trial: true, timeout: timeoutMs });
  },
  async run(args, context, timeoutMs) {
    const endsAtMs = performance.now() + timeoutMs;
    const element = await context.find(args.locator, timeoutMs);
    const opened = context.page.waitForEvent('popup', { timeout: timeoutMs });
    // Whoever loses must not become an unhandled rejection.
    opened.catch(() => undefined);
    await element.click({ timeout: timeoutMs, noWaitAfter: context.isCommit });
    const page = await opened;
    await context.tabs.enter(page);
    const leftMs = Math.max(1, endsAtMs - performance.now());
    await page.waitForLoadState('domcontentloaded', { timeout: leftMs }).catch((error: unknown) => {
      // One that closes itself at once has done what it was opened for.
      if (!page.isClosed()) throw error;
    });
  },
};
