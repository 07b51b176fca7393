import type { BatchSettings } from '../../domain/batch-settings';
import { type BindingChoices, type Bindings, rowBindingsSchema } from '../../domain/bindings';
import { ValidationError } from '../../domain/errors';
import { findBatch } from '../batches/find-batch';
import type { CreateBatchInput } from '../batches/plan-batch';
import type { Context } from '../context';
import { toChoices } from './schedule-plan';

/** What a batch was made of, to make another. Its automation is taken in the newest version. @throws NotFoundError, ValidationError */
export async function planFromBatch(context: Context, batchId: string): Promise<CreateBatchInput> {
  const batch = await findBatch(context.db, batchId);
  if (batch.onlyWorkerId !== null) {
    throw new ValidationError(
      'batch_private',
      'The rows of this batch are handled by a function of one program, so nothing else can run it again.',
    );
  }
  const ofRows = batch.perRow.length > 0;
  return {
    uploadId: batch.uploadId,
    automation: batch.version?.automation.name,
    bindings: ofRows ? await rowChoices(context, batch.id) : toChoices(batch.bindings as Bindings),
    vars: batch.vars as Record<string, string>,
    rows: batch.rowsWanted === 'valid' ? 'valid' : 'all',
    limit: batch.rowLimit ?? undefined,
    settings: batch.settings as BatchSettings,
  };
}

/** What rows that choose their automation are fed from, where that can be said of an input: one column, or one text. */
async function rowChoices(context: Context, batchId: string): Promise<BindingChoices> {
  const choices: Record<string, BindingChoices[string]> = {};
  for (const { bindings } of await context.db.prisma.batchAutomation.findMany({ where: { batchId } })) {
    for (const [input, source] of Object.entries(rowBindingsSchema.parse(bindings).inputs)) {
      if ('constant' in source) choices[input] = source;
      else if (source.columns.length === 1) choices[input] = { column: source.columns[0] ?? 0 };
    }
  }
  return choices;
}
