import type { StepOf } from '../../lib/automation/steps';
import type { Verb } from './step-context';

/** Presses a key in an element, or in whatever has the focus. */
export const press: Verb<StepOf<'press'>> = {
  async prepare(step, context, timeoutMs) {
    if (!step.locator) return;
    const element = await context.find(step.locator, timeoutMs);
    await element.waitFor({ state: 'visible', timeout: timeoutMs });
  },
  async run(step, context, timeoutMs) {
    if (!step.locator) return context.page.keyboard.press(step.key);
    const element = await context.find(step.locator, timeoutMs);
    await element.press(step.key, { timeout: timeoutMs, noWaitAfter: context.isCommit });
  },
};
