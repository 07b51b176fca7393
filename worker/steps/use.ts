import type { BlockVerb } from './step-context';

/** Runs another automation's steps with inputs of their own. */
export const use: BlockVerb<'use'> = {
  open(args, context) {
    let isDone = false;
    return {
      async next() {
        if (isDone || !args.used) return null;
        isDone = true;
        context.enterUsed(args);
        return args.used().steps;
      },
    };
  },
};
