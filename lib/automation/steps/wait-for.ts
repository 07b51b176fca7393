import { conditionSchema } from '../condition';
import { describeCondition } from '../describe-condition';
import { defineStep } from './define-step';

export const waitForStep = defineStep({
  verb: 'wait_for',
  isActing: false,
  schema: conditionSchema.transform((condition) => ({ condition })),
  describe: ({ condition }) => `waits until ${describeCondition(condition)}`,
  conditions: ({ condition }) => [{ path: [], condition }],
});
