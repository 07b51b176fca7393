import type { StepVerb } from './step-context';

export const check: StepVerb<'check'> = {
  async prepare(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.check({ trial: true, timeout: timeoutMs });
  },
  async run(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.check({ timeout: timeoutMs, noWaitAfter: context.isCommit });
  },
};
