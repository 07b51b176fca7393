import { StepFailure } from '../attempt/step-failure';
import type { StepVerb } from './step-context';

export const screenshot: StepVerb<'screenshot'> = {
  async run(args, context, timeoutMs) {
    const masks = await context.findMasks();
    if (!masks) throw unsure();
    const options = { timeout: timeoutMs, mask: [...masks] };
    const picture = args.locator
      ? await (await context.find(args.locator, timeoutMs)).screenshot(options)
      : await context.page.screenshot({ ...options, fullPage: args.isFullPage });
    await context.keepScreenshot(args.name, picture);
  },
};

function unsure(): StepFailure {
  const message = 'The page did not say in time where it shows secrets, so no picture was taken.';
  return new StepFailure({ kind: 'timeout', code: 'screenshot_timeout', message });
}
