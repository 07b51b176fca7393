import { z } from 'zod';
import { describeField } from '../describe-locator';
import { text } from '../fields';
import { locatorShape, toLocator } from '../locator';
import { defineStep } from './define-step';

export const fillStep = defineStep({
  verb: 'fill',
  isActing: true,
  schema: z.strictObject({ ...locatorShape, value: text }).transform(({ value, ...raw }, ctx) => {
    const locator = toLocator(raw, ctx);
    return locator ? { locator, value } : z.NEVER;
  }),
  describe: ({ locator, value }) => `fills ${describeField(locator)} with ${value || 'nothing'}`,
});
