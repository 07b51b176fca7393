import type { StepVerb } from './step-context';
import { timeLeft } from './time-left';

export const click: StepVerb<'click'> = {
  async prepare(args, context, timeoutMs) {
    const left = timeLeft(timeoutMs);
    if (await context.lean.canClick(args.locator, timeoutMs)) return;
    const element = await context.find(args.locator, left());
    await element.click({ trial: true, timeout: left() });
  },
  async run(args, context, timeoutMs) {
    const left = timeLeft(timeoutMs);
    context.note(args.locator);
    if (await context.lean.click(args.locator, { timeoutMs, isCommit: context.isCommit })) return;
    const element = await context.find(args.locator, left());
    await element.click({ timeout: left(), noWaitAfter: context.isCommit });
  },
};
