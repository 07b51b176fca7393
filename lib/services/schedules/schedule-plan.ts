import type { JsonInput } from '../../db/records';
import type { Binding, BindingChoices, Bindings } from '../../domain/bindings';
import type { SchedulePlan } from '../../domain/schedule';
import type { BatchPlan, CreateBatchInput } from '../batches/plan-batch';

/** What is kept of a checked plan: where each input comes from is settled now, whatever people choose for other files. */
export function toSchedulePlan(
  wanted: CreateBatchInput,
  { bindings, settings, perRow }: Pick<BatchPlan, 'bindings' | 'settings' | 'perRow'>,
): SchedulePlan & JsonInput {
  const plan: SchedulePlan = {
    bindings: perRow.length > 0 ? { ...wanted.bindings } : toChoices(bindings),
    vars: { ...wanted.vars },
    rows: wanted.rows ?? 'all',
    limit: wanted.limit ?? null,
    settings,
  };
  return JSON.parse(JSON.stringify(plan));
}

/** Bindings as somebody would choose them; with `headers`, by name among those of another file. */
export function toChoices(bindings: Bindings): BindingChoices & SchedulePlan['bindings'] {
  return Object.fromEntries(Object.entries(bindings).map(([input, binding]) => [input, toChoice(binding)]));
}

function toChoice(binding: Binding): SchedulePlan['bindings'][string] {
  if ('constant' in binding) return { constant: binding.constant };
  const { column, reading } = binding;
  return { column, ...(reading ? { reading } : {}) };
}
