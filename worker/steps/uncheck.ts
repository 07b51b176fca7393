import type { StepVerb } from './step-context';

export const uncheck: StepVerb<'uncheck'> = {
  async prepare(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.uncheck({ trial: true, timeout: timeoutMs });
  },
  async run(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.uncheck({ timeout: timeoutMs, noWaitAfter: context.isCommit });
  },
};
