import { z } from 'zod';
import { describeLocator } from '../describe-locator';
import { fieldName, filledText, text } from '../fields';
import { type Locator, locatorSchema } from '../locator';
import { defineStep } from './define-step';
import { type InnerStep, innerStepsSchema } from './inner-steps';

/** What the steps inside run for. */
export type Items =
  /** One text that holds them all: a JSON list, or parted by `split`. */
  | { readonly from: 'text'; readonly text: string; readonly split: string | null }
  | { readonly from: 'list'; readonly texts: readonly string[] }
  /** The elements that the page has when the loop begins, as their texts. */
  | { readonly from: 'page'; readonly locator: Locator };

export interface ForEachArgs {
  readonly in: Items;
  /** `var.<as>` is the present item's text, `var.<as>_number` its 1-based place. */
  readonly as: string;
  /** More items fail the row. */
  readonly max: number;
  readonly do: readonly InnerStep[];
}

const DEFAULT_MAX = 1000;
const MAX_ITEMS = 10_000;

const schema = z
  .strictObject({
    in: z.union([
      filledText,
      z
        .array(z.union([text, z.number()]))
        .min(1)
        .max(MAX_ITEMS),
      locatorSchema,
    ]),
    as: fieldName,
    split: z.string().min(1).max(20).optional(),
    max: z.int().min(1).max(MAX_ITEMS).optional(),
    do: innerStepsSchema,
  })
  .refine(({ in: items, split }) => split === undefined || typeof items === 'string', {
    message: 'parts one text: it has no meaning for a list or for elements',
    path: ['split'],
  })
  .transform((raw): ForEachArgs => {
    const { as, max = DEFAULT_MAX } = raw;
    return { in: toItems(raw.in, raw.split ?? null), as, max, do: raw.do };
  });

function toItems(raw: string | (string | number)[] | Locator, split: string | null): Items {
  if (typeof raw === 'string') return { from: 'text', text: raw, split };
  return Array.isArray(raw) ? { from: 'list', texts: raw.map(String) } : { from: 'page', locator: raw };
}

export const forEachStep = defineStep({
  verb: 'for_each',
  isActing: false,
  isLoop: true,
  schema,
  describe: ({ in: items, as }) => `for each ${as} of ${describeItems(items)}`,
  mapSteps: (args, change) => ({ ...args, do: change(args.do, ['do']) }),
  variables: ({ as }) => [as, `${as}_number`],
});

function describeItems(items: Items): string {
  if (items.from === 'text') return items.text;
  return items.from === 'list' ? items.texts.join(', ') : describeLocator(items.locator);
}
