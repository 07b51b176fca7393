import type { Locator } from 'playwright';
import type { StepArgs } from '../../lib/automation/step';
import { captureView } from '../attempt/capture-view';
import { startDeadline } from '../attempt/deadline';
import { StepFailure } from '../attempt/step-failure';
import type { StepContext, StepVerb } from './step-context';

export const screenshot: StepVerb<'screenshot'> = {
  async run(args, context, timeoutMs) {
    const step = startDeadline(timeoutMs);
    const masks = await context.findMasks();
    if (!masks) throw unsure();
    const data = await draw(args, context, { timeout: timeoutMs, masks });
    await context.keepScreenshot(args.name, data, step.remainingMs());
  },
};

async function draw(
  args: StepArgs<'screenshot'>,
  context: StepContext,
  { timeout, masks }: { readonly timeout: number; readonly masks: readonly Locator[] },
): Promise<Buffer> {
  const options = { timeout, mask: [...masks] };
  if (args.locator) return (await context.find(args.locator, timeout)).screenshot(options);
  if (!args.isFullPage && masks.length === 0) return captureView(context.page, { type: 'png' });
  return context.page.screenshot({ ...options, fullPage: args.isFullPage });
}

function unsure(): StepFailure {
  const message = 'The page did not say in time where it shows secrets, so no picture was taken.';
  return new StepFailure({ kind: 'timeout', code: 'screenshot_timeout', message });
}
