import { z } from 'zod';
import { describeLocator } from '../describe-locator';
import { filledText } from '../fields';
import { type Locator, locatorShape, toLocator } from '../locator';
import { defineStep } from './define-step';

export interface PressArgs {
  /** A key as Playwright names it: `Enter`, `Control+A`. */
  readonly key: string;
  /** Where it is pressed; else wherever the focus is. */
  readonly locator?: Locator;
}

const schema = z
  .union([filledText, z.strictObject({ ...locatorShape, key: filledText })])
  .transform((raw, ctx): PressArgs => {
    if (typeof raw === 'string') return { key: raw };
    const { key, ...place } = raw;
    if (Object.keys(place).length === 0) return { key };
    const locator = toLocator(place, ctx);
    return locator ? { key, locator } : z.NEVER;
  });

export const pressStep = defineStep({
  verb: 'press',
  isActing: true,
  schema,
  describe: ({ key, locator }) => `presses ${key}${locator ? ` in ${describeLocator(locator)}` : ''}`,
});
