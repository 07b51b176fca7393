import { describeCondition } from '../../lib/automation/describe-condition';
import type { StepOf } from '../../lib/automation/steps';
import { StepFailure } from '../attempt/step-failure';
import { waitUntilHolds } from './conditions';
import type { Verb } from './step-context';

/** Gives the page the step's time to come true, as Playwright's own expectations do. */
export const expect: Verb<StepOf<'expect'>> = {
  async run({ condition }, context, timeoutMs) {
    if (await waitUntilHolds(condition, context.subject, timeoutMs)) return;
    throw new StepFailure({
      kind: 'page_mismatch',
      code: 'expectation_failed',
      message: `It does not hold that ${describeCondition(condition)}.`,
      url: context.page.url(),
    });
  },
};
