import { describeCondition } from '../../lib/automation/describe-condition';
import { StepFailure } from '../attempt/step-failure';
import { waitUntilHolds } from './conditions';
import type { StepVerb } from './step-context';

/** Gives the page the step's time to come true, as Playwright's own expectations do. */
export const expect: StepVerb<'expect'> = {
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
