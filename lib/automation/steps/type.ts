import { z } from 'zod';
import { describeField } from '../describe-locator';
import { text } from '../fields';
import { type Locator, locatorShape, toLocator } from '../locator';
import { defineStep } from './define-step';

export interface TypeArgs {
  readonly locator: Locator;
  readonly value: string;
  /** Seconds between two keys. */
  readonly delaySeconds: number;
}

const schema = z
  .strictObject({ ...locatorShape, value: text, delay: z.number().min(0).max(5).optional() })
  .transform(({ value, delay = 0, ...raw }, ctx): TypeArgs => {
    const locator = toLocator(raw, ctx);
    return locator ? { locator, value, delaySeconds: delay } : z.NEVER;
  });

export const typeStep = defineStep({
  verb: 'type',
  isActing: true,
  schema,
  describe: ({ locator, value }) => `types ${value || 'nothing'} into ${describeField(locator)}`,
});
