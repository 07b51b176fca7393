import { z } from 'zod';
import { inputFormatFault } from './date-format';
import { readDateText } from './date-text';
import { text, words } from './fields';
import { omitUndefined } from './omit-undefined';
import { patternFault } from './pattern';

export const INPUT_TYPES = [
  'string',
  'number',
  'integer',
  'boolean',
  'date',
  'email',
  'url',
  'enum',
  'file',
  'secret',
] as const;
export type InputType = (typeof INPUT_TYPES)[number];

/** A declared input: what a row must bring, checked for the whole file before anything runs. */
export interface InputSpec {
  readonly type: InputType;
  /** False also when there is a default. */
  readonly required: boolean;
  /** Taken, as text, when the cell is empty. */
  readonly default?: string;
  /** Full match in re2 syntax. */
  readonly pattern?: string;
  /** Number: the value; date: an ISO date; else: the count of characters. */
  readonly min?: number | string;
  readonly max?: number | string;
  /** Of numbers: the sign before the decimals; the column's own cells decide when it is absent. */
  readonly decimal?: '.' | ',';
  /** Of dates: how cells write them, such as `dd/MM/yyyy`; the column's own cells decide when it is absent. */
  readonly format?: string;
  /** Of type enum: the only values. */
  readonly values?: readonly string[];
  readonly title?: string;
  readonly description?: string;
}

const common = {
  required: z.boolean().optional(),
  title: words.optional(),
  description: words.optional(),
};
const pattern = z
  .string()
  .superRefine((source, ctx) => {
    const fault = patternFault(source);
    if (fault !== null) ctx.addIssue({ code: 'custom', message: fault, params: { code: 'pattern_invalid' } });
  })
  .optional();
const length = z.int().min(0).max(1_048_576).optional();
const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date as yyyy-MM-dd in quotes')
  .refine((date) => readDateText(date) !== null, 'is not on the calendar')
  .optional();
const enumValues = z.array(text).min(1).max(1000);

const textual = { ...common, default: text.optional(), pattern, min: length, max: length };
const numeric = {
  ...common,
  default: z.union([text, z.number()]).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  decimal: z.enum(['.', ',']).optional(),
};
const dateFormat = z
  .string()
  .max(40)
  .superRefine((format, ctx) => {
    const fault = inputFormatFault(format);
    if (fault !== null) ctx.addIssue({ code: 'custom', message: fault, params: { code: 'format_invalid' } });
  })
  .optional();

const rawSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('string'), ...textual }),
  z.strictObject({ type: z.literal('email'), ...textual }),
  z.strictObject({ type: z.literal('url'), ...textual }),
  z.strictObject({ type: z.literal('secret'), ...textual }),
  z.strictObject({ type: z.literal('number'), ...numeric }),
  z.strictObject({ type: z.literal('integer'), ...numeric }),
  z.strictObject({
    type: z.literal('boolean'),
    ...common,
    default: z.union([text, z.boolean()]).optional(),
  }),
  z.strictObject({
    type: z.literal('date'),
    ...common,
    default: text.optional(),
    min: isoDate,
    max: isoDate,
    format: dateFormat,
  }),
  z.strictObject({ type: z.literal('enum'), ...common, default: text.optional(), values: enumValues }),
  z.strictObject({ type: z.literal('file'), ...common, default: text.optional() }),
]);

export const inputSpecSchema = rawSchema.transform((raw, ctx): InputSpec => {
  const bounds = 'min' in raw ? raw : undefined;
  if (bounds?.min !== undefined && bounds.max !== undefined && bounds.min > bounds.max) {
    ctx.addIssue({ code: 'custom', message: 'min is more than max', params: { code: 'bounds_invalid' } });
    return z.NEVER;
  }
  const fallback = raw.default === undefined ? undefined : String(raw.default);
  const required = (raw.required ?? true) && fallback === undefined;
  return { ...omitUndefined(raw), ...omitUndefined({ default: fallback }), required } as InputSpec;
});
