import type { StepContext, StepVerb } from './step-context';

export const drag: StepVerb<'drag'> = {
  prepare: (args, context, timeoutMs) => move(args, context, { timeout: timeoutMs, trial: true }),
  run: (args, context, timeoutMs) => move(args, context, { timeout: timeoutMs }),
};

async function move(
  { from, to }: Parameters<typeof drag.run>[0],
  context: StepContext,
  options: { readonly timeout: number; readonly trial?: boolean },
): Promise<void> {
  const endsAtMs = performance.now() + options.timeout;
  const target = await context.find(to, options.timeout);
  // The last that is looked for is the one that a failure speaks of: say first when it is the target that is not there.
  await target.waitFor({ state: 'visible', timeout: options.timeout });
  const source = await context.find(from, options.timeout);
  await source.dragTo(target, { ...options, timeout: Math.max(1, endsAtMs - performance.now()) });
}
