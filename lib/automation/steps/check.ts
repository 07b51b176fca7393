import { describeLocator } from '../describe-locator';
import { locatorSchema } from '../locator';
import { defineStep } from './define-step';

export const checkStep = defineStep({
  verb: 'check',
  isActing: true,
  schema: locatorSchema.transform((locator) => ({ locator })),
  describe: ({ locator }) => `checks ${describeLocator(locator)}`,
});
