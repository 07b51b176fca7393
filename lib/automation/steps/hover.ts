import { describeLocator } from '../describe-locator';
import { locatorSchema } from '../locator';
import { defineStep } from './define-step';

export const hoverStep = defineStep({
  verb: 'hover',
  isActing: false,
  schema: locatorSchema.transform((locator) => ({ locator })),
  describe: ({ locator }) => `moves the mouse over ${describeLocator(locator)}`,
});
