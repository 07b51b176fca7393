import type { StepVerb } from './step-context';
import { timeLeft } from './time-left';

export const uncheck: StepVerb<'uncheck'> = {
  async prepare(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.uncheck({ trial: true, timeout: timeoutMs });
  },
  async run(args, context, timeoutMs) {
    const left = timeLeft(timeoutMs);
    context.note(args.locator);
    if (!context.isCommit && (await context.lean.setChecked(args.locator, false, timeoutMs))) return;
    const element = await context.find(args.locator, left());
    await element.uncheck({ timeout: left(), noWaitAfter: context.isCommit });
  },
};
