import type { StepVerb } from './step-context';
import { timeLeft } from './time-left';

export const check: StepVerb<'check'> = {
  async prepare(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.check({ trial: true, timeout: timeoutMs });
  },
  async run(args, context, timeoutMs) {
    const left = timeLeft(timeoutMs);
    context.note(args.locator);
    if (!context.isCommit && (await context.lean.setChecked(args.locator, true, timeoutMs))) return;
    const element = await context.find(args.locator, left());
    await element.check({ timeout: left(), noWaitAfter: context.isCommit });
  },
};
