import type { StepVerb } from './step-context';

export const dblclick: StepVerb<'dblclick'> = {
  async prepare(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.dblclick({ trial: true, timeout: timeoutMs });
  },
  async run(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.dblclick({ timeout: timeoutMs, noWaitAfter: context.isCommit });
  },
};
