import { describeLocator } from '../describe-locator';
import { locatorSchema } from '../locator';
import { defineStep } from './define-step';

export const uncheckStep = defineStep({
  verb: 'uncheck',
  isActing: true,
  schema: locatorSchema.transform((locator) => ({ locator })),
  describe: ({ locator }) => `unchecks ${describeLocator(locator)}`,
});
