import type { StepVerb } from './step-context';
import { timeLeft } from './time-left';

/** Presses a key in an element, or in whatever has the focus. */
export const press: StepVerb<'press'> = {
  async prepare(args, context, timeoutMs) {
    if (!args.locator) return;
    const left = timeLeft(timeoutMs);
    if (await context.lean.isThere(args.locator, timeoutMs)) return;
    const element = await context.find(args.locator, left());
    await element.waitFor({ state: 'visible', timeout: left() });
  },
  async run(args, context, timeoutMs) {
    if (!args.locator) return context.page.keyboard.press(args.key);
    const left = timeLeft(timeoutMs);
    context.note(args.locator);
    const limits = { timeoutMs, isCommit: context.isCommit };
    if (await context.lean.press(args.locator, args.key, limits)) return;
    const element = await context.find(args.locator, left());
    await element.press(args.key, { timeout: left(), noWaitAfter: context.isCommit });
  },
};
