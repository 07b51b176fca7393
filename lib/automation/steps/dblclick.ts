import { describeLocator } from '../describe-locator';
import { locatorSchema } from '../locator';
import { defineStep } from './define-step';

export const dblclickStep = defineStep({
  verb: 'dblclick',
  isActing: true,
  schema: locatorSchema.transform((locator) => ({ locator })),
  describe: ({ locator }) => `double-clicks ${describeLocator(locator)}`,
});
