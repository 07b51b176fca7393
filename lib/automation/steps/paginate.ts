import { z } from 'zod';
import { describeLocator } from '../describe-locator';
import { fieldName } from '../fields';
import { type Locator, locatorSchema } from '../locator';
import { omitUndefined } from '../omit-undefined';
import { defineStep } from './define-step';
import { type InnerStep, innerStepsSchema } from './inner-steps';

export interface PaginateArgs {
  /** Clicked to turn to the next page; on the last page it is not there, hidden or disabled. */
  readonly next: Locator;
  /** Ends after so many pages; absent: at the last, and a table without end fails the row. */
  readonly max?: number;
  /** `var.<as>` is the page's 1-based number. */
  readonly as?: string;
  readonly do: readonly InnerStep[];
}

const schema = z
  .strictObject({
    next: locatorSchema,
    max: z.int().min(1).max(10_000).optional(),
    as: fieldName.optional(),
    do: innerStepsSchema,
  })
  .transform(({ next, max, as, do: steps }): PaginateArgs => {
    return { next, ...omitUndefined({ max, as }), do: steps };
  });

export const paginateStep = defineStep({
  verb: 'paginate',
  isActing: true,
  isLoop: true,
  schema,
  describe: ({ next, max }) =>
    `on every page, turned by ${describeLocator(next)}${max === undefined ? '' : `, ${max} at most`}`,
  mapSteps: (args, change) => ({ ...args, do: change(args.do, ['do']) }),
  variables: ({ as }) => (as === undefined ? [] : [as]),
});
