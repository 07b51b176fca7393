import { z } from 'zod';
import { describeLocator } from '../describe-locator';
import { type IssueSink, raise } from '../fault';
import { fieldName, text } from '../fields';
import { hasLocator, type Locator, locatorShape, type RawLocator, toLocator } from '../locator';
import { omitUndefined } from '../omit-undefined';
import { defineStep } from './define-step';

export const VALUE_TYPES = ['string', 'number', 'integer', 'boolean', 'date', 'json'] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

/** What is read of the element, or of the page for `url`. */
export type ExtractMode = 'text' | 'value' | 'attr' | 'html' | 'count' | 'url';

/** One output of an `extract` step: where it is read and how its text becomes a value. */
export interface ExtractField {
  readonly output: string;
  /** Absent only for mode `url`. */
  readonly locator?: Locator;
  readonly mode: ExtractMode;
  /** The attribute's name, for mode `attr`. */
  readonly attr?: string;
  /** All matches as a list, instead of the one element. */
  readonly isList: boolean;
  /** Absent: the type that the output declares. */
  readonly as?: ValueType;
  readonly normalize?: 'trim' | 'lower' | 'upper';
  /** False: a value that is not there is null, not a failure. */
  readonly isRequired: boolean;
  /** Taken, as text, when there is nothing to read. */
  readonly default?: string;
}

const fieldSchema = z.strictObject({
  ...locatorShape,
  mode: z.enum(['text', 'value', 'html', 'count', 'url']).optional(),
  attr: z
    .string()
    .regex(/^[A-Za-z_:][\w:.-]*$/, 'must be the name of an attribute')
    .optional(),
  list: z.boolean().optional(),
  as: z.enum(VALUE_TYPES.filter((type) => type !== 'string')).optional(),
  normalize: z.enum(['trim', 'lower', 'upper']).optional(),
  required: z.boolean().optional(),
  default: z.union([text, z.number(), z.boolean()]).optional(),
});

function toField(output: string, raw: z.output<typeof fieldSchema>, ctx: IssueSink): ExtractField | null {
  const { mode: rawMode, attr, list, as, normalize, required, default: fallback, ...place } = raw;
  const mode = attr === undefined ? (rawMode ?? 'text') : 'attr';
  const message = fieldFault(raw, mode, place);
  if (message !== null) {
    raise(ctx, { code: 'extract_invalid', message, path: [output] });
    return null;
  }
  const locator = mode === 'url' ? undefined : toLocator(place, ctx, [output]);
  if (locator === null) return null;
  const isRequired = (required ?? true) && fallback === undefined;
  const optional = {
    locator,
    attr,
    as,
    normalize,
    default: fallback === undefined ? undefined : String(fallback),
  };
  return { output, mode, isList: list ?? false, isRequired, ...omitUndefined(optional) };
}

function fieldFault(raw: z.output<typeof fieldSchema>, mode: ExtractMode, place: RawLocator): string | null {
  if (mode === 'attr' && raw.mode !== undefined) return 'attr is a mode of its own: leave mode out';
  if (mode === 'url' && hasLocator(place)) return 'mode url reads the address and takes no element';
  const isOne = mode === 'url' || mode === 'count';
  return isOne && raw.list ? `mode ${mode} is one value and takes no list` : null;
}

const schema = z
  .record(fieldName, fieldSchema)
  .refine((fields) => Object.keys(fields).length > 0, 'name at least one output')
  .transform((raw, ctx) => {
    const fields = Object.entries(raw).map(([output, field]) => toField(output, field, ctx));
    return fields.every((field) => field !== null) ? { fields } : z.NEVER;
  });

export const extractStep = defineStep({
  verb: 'extract',
  isActing: false,
  schema,
  outputs: ({ fields }) => fields.map(({ output, as, isList }) => ({ output, as, isList, path: [output] })),
  describe: ({ fields }) => `reads ${fields.map(describeExtract).join(', ')}`,
});

function describeExtract({ output, mode, locator }: ExtractField): string {
  if (!locator) return `${output} from the address`;
  return mode === 'count'
    ? `${output} by counting ${describeLocator(locator)}`
    : `${output} from ${describeLocator(locator)}`;
}
