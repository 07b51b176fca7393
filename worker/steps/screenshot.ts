import type { StepVerb } from './step-context';

export const screenshot: StepVerb<'screenshot'> = {
  async run(args, context, timeoutMs) {
    const options = { timeout: timeoutMs, mask: [...context.masks] };
    const picture = args.locator
      ? await (await context.find(args.locator, timeoutMs)).screenshot(options)
      : await context.page.screenshot({ ...options, fullPage: args.isFullPage });
    await context.keepScreenshot(args.name, picture);
  },
};
