import { holds } from './conditions';
import type { BlockVerb } from './step-context';

/** Looks once, without waiting, and gives the steps of the one side or the other. */
export const ifVerb: BlockVerb<'if'> = {
  open(args, context) {
    let isDone = false;
    return {
      async next() {
        if (isDone) return null;
        isDone = true;
        const chosen = (await holds(args.when, context.subject)) ? args.steps : args.otherwise;
        return chosen.length > 0 ? chosen : null;
      },
    };
  },
};
