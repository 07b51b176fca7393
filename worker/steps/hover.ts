import type { StepVerb } from './step-context';

export const hover: StepVerb<'hover'> = {
  async run(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.hover({ timeout: timeoutMs });
  },
};
