import { z } from 'zod';
import { AUTHORED_FAILURE_KINDS } from '../../domain/failure';
import { type Condition, conditionSchema } from '../condition';
import { describeCondition } from '../describe-condition';
import { filledText } from '../fields';
import { omitUndefined } from '../omit-undefined';
import { defineStep } from './define-step';

export interface FailArgs {
  /** Looked at once, without waiting; without it the step always fails the row. */
  readonly when?: Condition;
  readonly kind: (typeof AUTHORED_FAILURE_KINDS)[number];
  readonly code: string;
  readonly message: string;
}

const schema = z
  .strictObject({
    when: conditionSchema.optional(),
    kind: z.enum(AUTHORED_FAILURE_KINDS).optional(),
    code: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be lower case letters, digits and _')
      .optional(),
    message: filledText,
  })
  .transform((raw): FailArgs => {
    const kind = raw.kind ?? 'target_rejected';
    return { ...omitUndefined({ when: raw.when }), kind, code: raw.code ?? kind, message: raw.message };
  });

export const failStep = defineStep({
  verb: 'fail',
  isActing: false,
  schema,
  describe: ({ when, message }) => `fails${when ? ` if ${describeCondition(when)}` : ''}: ${message}`,
  conditions: ({ when }) => (when ? [{ path: ['when'], condition: when }] : []),
});
