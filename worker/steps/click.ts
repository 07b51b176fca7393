import type { StepOf } from '../../lib/automation/steps';
import type { Verb } from './step-context';

export const click: Verb<StepOf<'click'>> = {
  async prepare(step, context, timeoutMs) {
    const element = await context.find(step.locator, timeoutMs);
    await element.click({ trial: true, timeout: timeoutMs });
  },
  async run(step, context, timeoutMs) {
    const element = await context.find(step.locator, timeoutMs);
    await element.click({ timeout: timeoutMs, noWaitAfter: context.isCommit });
  },
};
