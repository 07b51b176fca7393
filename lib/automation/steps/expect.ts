import { conditionSchema } from '../condition';
import { describeCondition } from '../describe-condition';
import { defineStep } from './define-step';

export const expectStep = defineStep({
  verb: 'expect',
  isActing: false,
  schema: conditionSchema.transform((condition) => ({ condition })),
  describe: ({ condition }) => `makes sure that ${describeCondition(condition)}`,
  conditions: ({ condition }) => [{ path: [], condition }],
});
