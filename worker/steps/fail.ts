import type { StepOf } from '../../lib/automation/steps';
import { StepFailure } from '../attempt/step-failure';
import { holds } from './conditions';
import type { Verb } from './step-context';

/** The site's own answer that the row cannot be done: a clear result, also after a commit. */
export const fail: Verb<StepOf<'fail'>> = {
  async run(step, context) {
    if (step.condition && !(await holds(step.condition, context.subject))) return;
    const { kind, code, message } = step;
    throw new StepFailure({ kind, code, message, url: context.page.url() }, true);
  },
};
