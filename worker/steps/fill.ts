import type { StepVerb } from './step-context';
import { timeLeft } from './time-left';

export const fill: StepVerb<'fill'> = {
  async prepare(args, context, timeoutMs) {
    const element = await context.find(args.locator, timeoutMs);
    await element.waitFor({ state: 'visible', timeout: timeoutMs });
  },
  async run(args, context, timeoutMs) {
    const left = timeLeft(timeoutMs);
    if (!context.isCommit && (await context.lean.fill(args.locator, args.value, timeoutMs))) return;
    const element = await context.find(args.locator, left());
    await element.fill(args.value, { timeout: left() });
  },
};
