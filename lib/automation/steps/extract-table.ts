import { z } from 'zod';
import { describeLocator } from '../describe-locator';
import { fieldName } from '../fields';
import { locatorShape, toLocator } from '../locator';
import { defineStep } from './define-step';

export const extractTableStep = defineStep({
  verb: 'extract_table',
  isActing: false,
  schema: z.strictObject({ ...locatorShape, into: fieldName }).transform(({ into, ...raw }, ctx) => {
    const locator = toLocator(raw, ctx);
    return locator ? { locator, into } : z.NEVER;
  }),
  outputs: ({ into }) => [{ output: into, as: 'json', isList: true, path: ['into'] }],
  describe: ({ locator, into }) => `reads ${into} from the table ${describeLocator(locator)}`,
});
