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
  automation: z
    .object({ name: z.string(), title: z.string(), effect: z.enum(['read', 'submit']) })
    .optional(),
  bindings: bindingsSchema.optional(),
  unbound: z.array(z.string()).optional().describe('required inputs that no column feeds'),
  row_plans: z.array(rowPlanSchema).optional(),
});

/** What an automation will do with the shown rows; the CLI's `preview --automation` prints the same. */
export function toRunPlanJson(run: {
  readonly automation: {
    readonly name: string;
    readonly title: string;
    readonly effect: 'read' | 'submit';
  };
  readonly bindings: Bindings;
  readonly unbound: readonly string[];
  readonly plans: readonly {
    readonly rowIndex: number;
    readonly lines: readonly string[];
    readonly problems: readonly { readonly input: string; readonly code: string; readonly message: string }[];
  }[];
}) {
  const { name, title, effect } = run.automation;
  return {
    automation: { name, title, effect },
    bindings: run.bindings,
    unbound: [...run.unbound],
    row_plans: run.plans.map(({ rowIndex, lines, problems }) => ({ row: rowIndex + 1, lines, problems })),
  };
}
