import { ValidationError } from '../../domain/errors';
import type { Context } from '../context';
import type { BatchView } from './batch-view';
import { deleteBatch } from './delete-batch';

/**
 * Deletes a batch whose rows could not be imported: for callers that are told at once, wrong input leaves nothing behind.
 * @throws ValidationError `import_failed` with the rows that cannot run
 */
export async function removeFailedImport(context: Context, batch: BatchView): Promise<void> {
  if (batch.state !== 'failed') return;
  await deleteBatch(context, { batchId: batch.id });
  throw new ValidationError('import_failed', batch.reasonText ?? 'The rows could not be imported.');
}
