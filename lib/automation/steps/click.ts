import { describeLocator } from '../describe-locator';
import { locatorSchema } from '../locator';
import { defineStep } from './define-step';

export const clickStep = defineStep({
  verb: 'click',
  isActing: true,
  schema: locatorSchema.transform((locator) => ({ locator })),
  describe: ({ locator }) => `clicks ${describeLocator(locator)}`,
});
