import { StepFailure } from '../attempt/step-failure';
import { holds } from './conditions';
import type { StepVerb } from './step-context';

/** The site's own answer that the row cannot be done: a clear result, also after a commit. */
export const fail: StepVerb<'fail'> = {
  async run(args, context) {
    if (args.when && !(await holds(args.when, context.subject))) return;
    const { kind, code, message } = args;
    throw new StepFailure({ kind, code, message, url: context.page.url() }, true);
  },
};
