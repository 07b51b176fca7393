import { z } from 'zod';
import { describeField } from '../describe-locator';
import { raise } from '../fault';
import { text } from '../fields';
import { type Locator, locatorShape, toLocator } from '../locator';
import { defineStep } from './define-step';

export interface SelectArgs {
  readonly locator: Locator;
  /** `label`: the option's words; `value`: its value attribute. */
  readonly by: 'label' | 'value';
  readonly option: string;
}

const schema = z
  .strictObject({ ...locatorShape, option: text.optional(), value: text.optional() })
  .transform(({ option, value, ...raw }, ctx): SelectArgs => {
    const locator = toLocator(raw, ctx);
    const chosen = option ?? value;
    if (chosen === undefined || (option !== undefined && value !== undefined)) {
      const message = 'name the option by exactly one of option (its words) or value';
      raise(ctx, { code: 'option_invalid', message, path: [] });
      return z.NEVER;
    }
    return locator ? { locator, by: option === undefined ? 'value' : 'label', option: chosen } : z.NEVER;
  });

export const selectStep = defineStep({
  verb: 'select',
  isActing: true,
  schema,
  describe: ({ locator, option }) => `selects ${option || 'nothing'} in ${describeField(locator)}`,
});
