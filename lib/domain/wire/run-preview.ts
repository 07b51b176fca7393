import { z } from 'zod';
import { type Bindings, bindingsSchema } from '../bindings';
import { previewSchema } from './upload';

const rowPlanSchema = z.object({
  row: z.int().describe('1-based'),
  lines: z.array(z.string()),
  problems: z.array(z.object({ input: z.string(), code: z.string(), message: z.string() })),
});

/** A preview; with an automation also what feeds its inputs and what the shown rows will do. */
export const runPreviewSchema = previewSchema.extend({
  automation: z.object({ name: z.string(), title: z.string() }).optional(),
  bindings: bindingsSchema.optional(),
  unbound: z.array(z.string()).optional().describe('required inputs that no column feeds'),
  row_plans: z.array(rowPlanSchema).optional(),
});

export function toRunPreviewJson<Preview extends object>(run: {
  readonly preview: Preview;
  readonly automation: { readonly name: string; readonly title: string };
  readonly bindings: Bindings;
  readonly unbound: readonly string[];
  readonly plans: readonly {
    readonly row: number;
    readonly lines: readonly string[];
    readonly problems: readonly { readonly input: string; readonly code: string; readonly message: string }[];
  }[];
}) {
  const { name, title } = run.automation;
  return {
    ...run.preview,
    automation: { name, title },
    bindings: run.bindings,
    unbound: [...run.unbound],
    row_plans: run.plans.map(({ row, lines, problems }) => ({ row, lines, problems })),
  };
}
