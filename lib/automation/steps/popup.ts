import { describeLocator } from '../describe-locator';
import { locatorSchema } from '../locator';
import { defineStep } from './define-step';

export const popupStep = defineStep({
  verb: 'popup',
  isActing: true,
  schema: locatorSchema.transform((locator) => ({ locator })),
  describe: ({ locator }) => `clicks ${describeLocator(locator)} and goes on in the window that it opens`,
});
