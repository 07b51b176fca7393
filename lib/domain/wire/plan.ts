import { z } from 'zod';
import {
  BINDING_SOURCES,
  type BindingSource,
  type Bindings,
  bindingChoicesSchema,
  bindingSchema,
} from '../bindings';
import { readOptionsSchema, toReadOptions } from './read-options';

/** The body of `POST /uploads/:id/plan`. */
export const planRequestSchema = z.strictObject({
  automation: z.string().max(100).optional(),
  automation_version: z.int().min(1).optional(),
  bindings: bindingChoicesSchema.optional(),
  vars: z.record(z.string(), z.string()).optional(),
  row_index: z.int().min(0).max(2_147_483_647).optional().describe('0-based; the first row when absent'),
  dialect: readOptionsSchema.optional().describe('how to read the file, when that is not decided yet'),
});

/** The same in the names of lib/services. */
export function toPlanUploadInput(uploadId: string, body: z.output<typeof planRequestSchema>) {
  const { automation, automation_version, bindings, vars, row_index, dialect } = body;
  return {
    ...{ uploadId, automation, bindings, vars },
    dialect: dialect && toReadOptions(dialect),
    automationVersion: automation_version,
    rowIndex: row_index,
  };
}

const candidateSchema = z.object({ column: z.int(), header: z.string(), confidence: z.number() });
const inputBindingSchema = z.object({
  name: z.string(),
  title: z.string(),
  type: z.string(),
  required: z.boolean(),
  default: z.string().nullable(),
  binding: bindingSchema.nullable(),
  source: z.enum(BINDING_SOURCES).nullable().describe('how the binding was found'),
  confidence: z.number().nullable().describe('0 to 1'),
  samples: z.array(z.string()).describe('up to 3 values that it would get'),
  candidates: z.array(candidateSchema).describe('columns with a similar name, the nearest first'),
});

/** What one row will do, in words. */
export const rowInWordsSchema = z.object({
  row_index: z.int(),
  lines: z.array(z.string()),
  problems: z.array(z.object({ input: z.string(), code: z.string(), message: z.string() })),
  automation: z
    .object({ name: z.string(), version: z.int() })
    .nullable()
    .describe('what the row chose itself; null when it chose nothing'),
});

const chosenByRowSchema = z.object({
  column: z.string().describe('header of the column in which rows name their automation'),
  automations: z.array(
    z.object({ name: z.string(), title: z.string(), version: z.int(), effect: z.enum(['read', 'submit']) }),
  ),
  unknown: z
    .array(z.object({ name: z.string(), nearest: z.string().nullable() }))
    .describe('names that no automation has'),
});

export const planSchema = z.object({
  automation: z
    .object({ name: z.string(), title: z.string(), version: z.int(), effect: z.enum(['read', 'submit']) })
    .nullable(),
  inputs: z.array(inputBindingSchema),
  unbound: z.array(z.string()).describe('required inputs that nothing feeds'),
  reason: z.string().nullable().describe('why it cannot run as it stands'),
  row: rowInWordsSchema,
  chosen_by_row: chosenByRowSchema
    .nullable()
    .describe('what the first rows choose themselves, when no automation was named for all'),
});
export type PlanJson = z.infer<typeof planSchema>;

interface RowInWordsSource {
  readonly rowIndex: number;
  readonly lines: readonly string[];
  readonly problems: readonly { readonly input: string; readonly code: string; readonly message: string }[];
  readonly automation?: { readonly name: string; readonly version: number } | null | undefined;
}

interface ChosenByRowSource {
  readonly column: string;
  readonly automations: readonly z.infer<typeof chosenByRowSchema>['automations'][number][];
  readonly unknown: readonly { readonly name: string; readonly nearest: string | null }[];
}

interface InputBindingSource {
  readonly input: string;
  readonly title: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly defaultText: string | null;
  readonly binding: Bindings[string] | null;
  readonly source: BindingSource | null;
  readonly confidence: number | null;
  readonly samples: readonly string[];
  readonly candidates: readonly z.infer<typeof candidateSchema>[];
}

export function toPlanJson(plan: {
  readonly automation: PlanJson['automation'];
  readonly inputs: readonly InputBindingSource[];
  readonly unbound: readonly string[];
  readonly reason: string | null;
  readonly row: RowInWordsSource;
  readonly chosenByRow: ChosenByRowSource | null;
}): PlanJson {
  const { automation, inputs, unbound, reason, row, chosenByRow } = plan;
  return {
    automation,
    inputs: inputs.map(toInputBindingJson),
    unbound: [...unbound],
    reason,
    row: toRowInWordsJson(row),
    chosen_by_row: chosenByRow && {
      column: chosenByRow.column,
      automations: [...chosenByRow.automations],
      unknown: [...chosenByRow.unknown],
    },
  };
}

function toInputBindingJson(bound: InputBindingSource): z.infer<typeof inputBindingSchema> {
  const { title, type, binding, source, confidence } = bound;
  return {
    name: bound.input,
    ...{ title, type, binding, source, confidence },
    required: bound.isRequired,
    default: bound.defaultText,
    samples: [...bound.samples],
    candidates: bound.candidates.map(({ column, header, confidence }) => ({ column, header, confidence })),
  };
}

export function toRowInWordsJson(row: RowInWordsSource): z.infer<typeof rowInWordsSchema> {
  const problems = row.problems.map(({ input, code, message }) => ({ input, code, message }));
  return { row_index: row.rowIndex, lines: [...row.lines], problems, automation: row.automation ?? null };
}
