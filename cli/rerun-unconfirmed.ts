import type { BatchView } from '../lib/services/batches/batch-view';
import type { Context } from '../lib/services/context';
import { resolveJobs } from '../lib/services/jobs/resolve-jobs';
import { finishOperation } from './finish-operation';

/** Resolves unconfirmed rows (all, or those of the given that are) to pending. @returns how many */
export async function rerunUnconfirmed(
  context: Context,
  batch: BatchView,
  rowIndexes: readonly number[] | undefined,
): Promise<number> {
  const selection = rowIndexes === undefined ? {} : { rowIndexes };
  const result = await resolveJobs(context, { batchId: batch.id, status: 'pending', selection });
  return result.operation ? finishOperation(context, result.operation) : result.rowIndexes.length;
}
