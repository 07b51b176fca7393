import { describeCondition } from '../../lib/automation/describe-condition';
import { StepFailure } from '../attempt/step-failure';
import { soughtBy, waitUntilHolds } from './conditions';
import type { StepVerb } from './step-context';

export const waitFor: StepVerb<'wait_for'> = {
  async run({ condition }, context, timeoutMs) {
    if (await waitUntilHolds(condition, context.subject, timeoutMs)) return;
    const waited = `Waited ${Math.round(timeoutMs / 100) / 10} s, but not until ${describeCondition(condition)}.`;
    const fault = {
      kind: 'timeout' as const,
      code: 'wait_for_timeout',
      message: waited,
      url: context.page.url(),
    };
    throw new StepFailure(fault, false, soughtBy(condition));
  },
};
