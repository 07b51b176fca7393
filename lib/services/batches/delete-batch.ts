import { markBatchDeleted } from '../../db/sql/mark-batches-deleted';
import { findDeletedBatch } from '../../db/sql/remove-batch';
import { inTransaction } from '../../db/transaction';
import type { BatchState } from '../../domain/batch-state';
import { ConflictError } from '../../domain/errors';
import type { Context } from '../context';
import { noteDeletions } from '../retention/note-deletions';
import { removeDeletedBatch } from '../retention/remove-deleted';
import { removeSoon } from '../retention/remove-soon';
import { findBatch } from './find-batch';

// A paused batch lets its rows end: what they send must not be forgotten.
const DELETABLE: readonly BatchState[] = ['ready', 'finished', 'failed', 'paused'];

/**
 * Deletes a batch with its attempts, artifacts and links; its file stays, and so do the keys of rows that were or may have been
 * submitted. @throws NotFoundError, ConflictError while it runs
 */
export async function deleteBatch(context: Context, input: { batchId: string }): Promise<void> {
  const { id, state } = await findBatch(context.db, input.batchId);
  const { db, actor } = context;
  const isMarked = await inTransaction(db.pool, async (client) => {
    const batch = await markBatchDeleted(client, id, DELETABLE);
    if (batch === null) return false;
    const details = { name: batch.name, rows: batch.fileRows };
    await noteDeletions(client, { actor, entity: 'batch', cause: 'person' }, [{ id, details }]);
    return true;
  });
  if (!isMarked) throw notDeletable(state);
  await removeSoon(context, await findDeletedBatch(db.pool, id), removeDeletedBatch);
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
