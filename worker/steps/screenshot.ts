import type { StepOf } from '../../lib/automation/steps';
import type { Verb } from './step-context';

export const screenshot: Verb<StepOf<'screenshot'>> = {
  async run(step, context, timeoutMs) {
    const options = { timeout: timeoutMs };
    const picture = step.locator
      ? await (await context.find(step.locator, timeoutMs)).screenshot(options)
      : await context.page.screenshot({ ...options, fullPage: step.fullPage ?? false });
    await context.keepScreenshot(step.name, picture);
  },
};
