import type { StepVerb } from './step-context';

export const click: StepVerb<'click'> = {
  async prepare(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.click({ trial: true, timeout: timeoutMs });
  },
  async run(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.click({ timeout: timeoutMs, noWaitAfter: context.isCommit });
  },
};
