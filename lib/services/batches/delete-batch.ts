import { writeAudit } from '../../db/audit';
import { addMetrics } from '../../db/sql/add-metrics';
import { markBatchDeleted } from '../../db/sql/mark-batches-deleted';
import { findDeletedBatch } from '../../db/sql/remove-batch';
import { inTransaction } from '../../db/transaction';
import type { BatchState } from '../../domain/batch-state';
import { ConflictError } from '../../domain/errors';
import type { Context } from '../context';
import { removeDeletedBatch } from '../retention/remove-deleted';
import { findBatch } from './find-batch';

// A paused batch lets its rows end: what they send must not be forgotten.
const DELETABLE: readonly BatchState[] = ['ready', 'finished', 'failed', 'paused'];
/** As many are removed before the answer; more, in the background. */
const ROWS_AT_ONCE = 5000;

/**
 * Deletes a batch with its attempts, artifacts and links; its file stays, and so do the keys of rows that were or may have been
 * submitted. @throws NotFoundError, ConflictError while it runs
 */
export async function deleteBatch(context: Context, input: { batchId: string }): Promise<void> {
  const { id, state } = await findBatch(context.db, input.batchId);
  const marked = await inTransaction(context.db.pool, async (client) => {
    const batch = await markBatchDeleted(client, id, DELETABLE);
    await addMetrics(
      client,
      batch ? [{ name: 'batches_deleted', labels: { cause: 'person' }, value: 1 }] : [],
    );
    return batch;
  });
  if (marked === null) throw notDeletable(state);
  await writeAudit(context.db, context.actor, {
    ...{ action: 'batch.delete', entity: 'batch', entityId: id, batchId: id },
    details: { name: marked.name, rows: marked.fileRows },
  });
  await remove(context, id);
}

async function remove(context: Context, batchId: string): Promise<void> {
  const batch = await findDeletedBatch(context.db.pool, batchId);
  if (batch === null) return;
  // Should this process die before it is done, whoever looks after what is old finds the mark.
  if (batch.rowCount > ROWS_AT_ONCE) await context.queue.send('remove-deleted', {});
  else await removeDeletedBatch(context, batch);
}

function notDeletable(state: BatchState): ConflictError {
  const isRunning = DELETABLE.includes(state);
  return new ConflictError(
    'batch_state_conflict',
    isRunning
      ? `The batch is ${state}, but rows of it still run: delete it when they have ended, or stop it first.`
      : `The batch is ${state}: stop it first. Only a batch that is ${DELETABLE.join(', ')} can be deleted.`,
  );
}
