import type { StepVerb } from './step-context';

export const select: StepVerb<'select'> = {
  async prepare(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.waitFor({ state: 'visible', timeout: timeoutMs });
  },
  async run(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.selectOption({ [args.by]: args.option }, { timeout: timeoutMs });
  },
};
