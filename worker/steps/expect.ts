import { describeCondition } from '../../lib/automation/describe-condition';
import { StepFailure } from '../attempt/step-failure';
import { soughtBy, waitUntilHolds } from './conditions';
import type { StepVerb } from './step-context';

/** Gives the page the step's time to come true, as Playwright's own expectations do. */
export const expect: StepVerb<'expect'> = {
  async run({ condition }, context, timeoutMs) {
    if (await waitUntilHolds(condition, context.subject, timeoutMs)) return;
    const fault = {
      kind: 'page_mismatch' as const,
      code: 'expectation_failed',
      message: `It does not hold that ${describeCondition(condition)}.`,
      url: context.page.url(),
    };
    throw new StepFailure(fault, false, soughtBy(condition));
  },
};
