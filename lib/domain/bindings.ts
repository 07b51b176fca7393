import { z } from 'zod';

/** How the numbers or dates of a column are written, where the automation does not say it. */
export const READINGS = ['decimal_point', 'decimal_comma', 'day_first', 'month_first'] as const;
export type Reading = (typeof READINGS)[number];
const readingSchema = z.enum(READINGS).optional();

/**
 * One input's source: a column of the file by position (its header kept for people), or the same text for all rows.
 * The reading stands here because whatever takes the column's cells needs it: check, import, try and worker alike.
 */
export const bindingSchema = z.union([
  z.strictObject({ column: z.int().min(0), header: z.string(), reading: readingSchema }),
  z.strictObject({ constant: z.string() }),
]);
export type Binding = z.infer<typeof bindingSchema>;
/** Input name -> where its value comes from. */
export const bindingsSchema = z.record(z.string(), bindingSchema);
export type Bindings = z.infer<typeof bindingsSchema>;

/**
 * Where rows that choose their automation find the inputs of one of them. An input takes the first filled cell of its
 * columns, else what the command in one of `commands` gives it; or one text for all rows.
 */
export const rowBindingsSchema = z.strictObject({
  commands: z.array(z.int().min(0)),
  inputs: z.record(
    z.string(),
    z.union([z.strictObject({ columns: z.array(z.int().min(0)) }), z.strictObject({ constant: z.string() })]),
  ),
});
export type RowBindings = z.infer<typeof rowBindingsSchema>;

/** What a caller may say for an input: a column's header, a column by position from 0, or one text for all rows. */
export const bindingChoiceSchema = z.union([
  z.string().max(10_000),
  z.strictObject({ column: z.int().min(0).max(1_000_000), reading: readingSchema }),
  z.strictObject({ constant: z.string().max(10_000) }),
]);
export const bindingChoicesSchema = z
  .record(z.string().max(100), bindingChoiceSchema)
  .describe(
    'input -> header of its column, the column by position (with the reading of its numbers or dates, when its cells cannot tell), or one text for all rows',
  );
export type BindingChoices = Readonly<Record<string, z.infer<typeof bindingChoiceSchema>>>;

/** How an input came to its binding; the sure ones first. */
export const BINDING_SOURCES = ['chosen', 'remembered', 'exact', 'normalised', 'fuzzy'] as const;
export type BindingSource = (typeof BINDING_SOURCES)[number];
