import { z } from 'zod';
import { describeLocator } from '../describe-locator';
import { filledText } from '../fields';
import { type Locator, locatorShape, toLocator } from '../locator';
import { omitUndefined } from '../omit-undefined';
import { defineStep } from './define-step';

export interface ScreenshotArgs {
  readonly name: string;
  readonly isFullPage: boolean;
  /** Only this element. */
  readonly locator?: Locator;
}

/** `name` is the picture's, so a role is narrowed by `has_text` or `within` here. */
const schema = z
  .union([
    filledText,
    z.strictObject({ ...locatorShape, name: filledText, full_page: z.boolean().optional() }),
  ])
  .transform((raw, ctx): ScreenshotArgs => {
    if (typeof raw === 'string') return { name: raw, isFullPage: false };
    const { name, full_page: isFullPage = false, ...place } = raw;
    const locator = Object.keys(place).length === 0 ? undefined : toLocator(place, ctx);
    return locator === null ? z.NEVER : { name, isFullPage, ...omitUndefined({ locator }) };
  });

export const screenshotStep = defineStep({
  verb: 'screenshot',
  isActing: false,
  schema,
  describe: ({ name, locator }) =>
    `takes screenshot ${name}${locator ? ` of ${describeLocator(locator)}` : ''}`,
});
