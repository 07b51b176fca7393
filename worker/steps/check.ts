import type { StepOf } from '../../lib/automation/steps';
import type { Verb } from './step-context';

export const check: Verb<StepOf<'check'>> = {
  async prepare(step, context, timeoutMs) {
    const element = await context.find(step.locator, timeoutMs);
    await element.check({ trial: true, timeout: timeoutMs });
  },
  async run(step, context, timeoutMs) {
    const element = await context.find(step.locator, timeoutMs);
    await element.check({ timeout: timeoutMs, noWaitAfter: context.isCommit });
  },
};
