import { describeCondition } from '../../lib/automation/describe-condition';
import type { StepOf } from '../../lib/automation/steps';
import { StepFailure } from '../attempt/step-failure';
import { waitUntilHolds } from './conditions';
import type { Verb } from './step-context';

export const waitFor: Verb<StepOf<'wait_for'>> = {
  async run({ condition }, context, timeoutMs) {
    if (await waitUntilHolds(condition, context.subject, timeoutMs)) return;
    const waited = `Waited ${Math.round(timeoutMs / 100) / 10} s, but not until ${describeCondition(condition)}.`;
    throw new StepFailure({ kind: 'timeout', code: 'wait_for_timeout', message: waited, url: context.page.url() });
  },
};
