import { z } from 'zod';
import { describeLocator } from '../describe-locator';
import { raise } from '../fault';
import { type Locator, locatorShape, toLocator } from '../locator';
import { omitUndefined } from '../omit-undefined';
import { defineStep } from './define-step';

export interface ScrollArgs {
  /** The element that is scrolled, with `to` or `by`; else the one that is scrolled to. Absent: the page. */
  readonly locator?: Locator;
  readonly to?: 'top' | 'bottom';
  /** Pixels that the wheel is turned, down when positive. */
  readonly by?: number;
}

const MAX_PIXELS = 100_000;

const schema = z
  .strictObject({
    ...locatorShape,
    to: z.enum(['top', 'bottom']).optional(),
    by: z.int().min(-MAX_PIXELS).max(MAX_PIXELS).optional(),
  })
  .transform(({ to, by, ...raw }, ctx): ScrollArgs => {
    const isSaid = to !== undefined || by !== undefined;
    if ((to !== undefined && by !== undefined) || (!isSaid && Object.keys(raw).length === 0)) {
      const message = 'say where to: an element, to (top or bottom) or by (pixels)';
      raise(ctx, { code: 'option_invalid', message, path: [] });
      return z.NEVER;
    }
    if (Object.keys(raw).length === 0) return omitUndefined({ to, by });
    const locator = toLocator(raw, ctx);
    return locator ? { locator, ...omitUndefined({ to, by }) } : z.NEVER;
  });

export const scrollStep = defineStep({
  verb: 'scroll',
  isActing: false,
  schema,
  describe: ({ locator, to, by }) => {
    const element = locator && describeLocator(locator);
    if (to) return `scrolls to the ${to}${element ? ` of ${element}` : ''}`;
    if (by === undefined) return `scrolls to ${element}`;
    return `scrolls ${by < 0 ? 'up' : 'down'} ${Math.abs(by)} px${element ? ` in ${element}` : ''}`;
  },
});
