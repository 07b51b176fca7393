import type { StepVerb } from './step-context';

/** Presses a key in an element, or in whatever has the focus. */
export const press: StepVerb<'press'> = {
  async prepare(args, context, timeoutMs) {
    if (!args.locator) return;
    const element = await context.find(args.locator, timeoutMs);
    await element.waitFor({ state: 'visible', timeout: timeoutMs });
  },
  async run(args, context, timeoutMs) {
    if (!args.locator) return context.page.keyboard.press(args.key);
    const element = await context.find(args.locator, timeoutMs);
    await element.press(args.key, { timeout: timeoutMs, noWaitAfter: context.isCommit });
  },
};
