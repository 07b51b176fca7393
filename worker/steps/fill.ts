import type { StepVerb } from './step-context';

export const fill: StepVerb<'fill'> = {
  async prepare(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.waitFor({ state: 'visible', timeout: timeoutMs });
  },
  async run(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.fill(args.value, { timeout: timeoutMs });
  },
};
