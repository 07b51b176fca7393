import type { StepOf } from '../../lib/automation/steps';
import type { Verb } from './step-context';

/** `option` is the text a person sees, `value` the one the page sends. */
export const select: Verb<StepOf<'select'>> = {
  async prepare(step, context, timeoutMs) {
    const element = await context.find(step.locator, timeoutMs);
    await element.waitFor({ state: 'visible', timeout: timeoutMs });
  },
  async run(step, context, timeoutMs) {
    const element = await context.find(step.locator, timeoutMs);
    const wanted = step.option === undefined ? { value: step.value ?? '' } : { label: step.option };
    await element.selectOption(wanted, { timeout: timeoutMs });
  },
};
