import { z } from 'zod';
import { describeLocator } from '../describe-locator';
import { locatorSchema } from '../locator';
import { defineStep } from './define-step';

export const dragStep = defineStep({
  verb: 'drag',
  isActing: true,
  schema: z.strictObject({ from: locatorSchema, to: locatorSchema }),
  describe: ({ from, to }) => `drags ${describeLocator(from)} to ${describeLocator(to)}`,
});
