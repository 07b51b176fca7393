import type { StepVerb } from './step-context';

/** Ends with its page, so that a row that is ended from outside leaves nothing behind. */
export const wait: StepVerb<'wait'> = {
  run: ({ seconds }, context) => context.page.waitForTimeout(seconds * 1000),
};
