import type { StepOf } from '../../lib/automation/steps';
import type { Verb } from './step-context';

export const fill: Verb<StepOf<'fill'>> = {
  async prepare(step, context, timeoutMs) {
    const element = await context.find(step.locator, timeoutMs);
    await element.waitFor({ state: 'visible', timeout: timeoutMs });
  },
  async run(step, context, timeoutMs) {
    const element = await context.find(step.locator, timeoutMs);
    await element.fill(step.value, { timeout: timeoutMs });
  },
};
