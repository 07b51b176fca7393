import { z } from 'zod';
import { type Condition, conditionSchema } from '../condition';
import { describeCondition } from '../describe-condition';
import { defineStep } from './define-step';
import { type InnerStep, innerStepsSchema } from './inner-steps';

export interface IfArgs {
  /** Looked at once, without waiting. */
  readonly when: Condition;
  readonly steps: readonly InnerStep[];
  /** Empty when the document has no `else`. */
  readonly otherwise: readonly InnerStep[];
}

const schema = z
  .strictObject({
    when: conditionSchema,
    // biome-ignore lint/suspicious/noThenProperty: a word of the automation file; nothing awaits this object.
    then: innerStepsSchema,
    else: innerStepsSchema.optional(),
  })
  .transform((raw): IfArgs => ({ when: raw.when, steps: raw.then, otherwise: raw.else ?? [] }));

export const ifStep = defineStep({
  verb: 'if',
  isActing: false,
  schema,
  describe: ({ when, otherwise }) =>
    `looks whether ${describeCondition(when)}${otherwise.length > 0 ? ', and else does otherwise' : ''}`,
  conditions: ({ when }) => [{ path: ['when'], condition: when }],
  mapSteps: (args, change) => ({
    ...args,
    steps: change(args.steps, ['then']),
    otherwise: change(args.otherwise, ['else']),
  }),
});
