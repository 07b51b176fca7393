import type { StepVerb } from './step-context';
import { timeLeft } from './time-left';

export const select: StepVerb<'select'> = {
  async prepare(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.waitFor({ state: 'visible', timeout: timeoutMs });
  },
  async run({ locator, by, option }, context, timeoutMs) {
    const left = timeLeft(timeoutMs);
    if (!context.isCommit && (await context.lean.choose(locator, by, option, timeoutMs))) return;
    const element = await context.find(locator, left());
    await element.selectOption({ [by]: option }, { timeout: left() });
  },
};
