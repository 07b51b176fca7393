import { adoptBatch } from '../lib/db/sql/adopt-batch';
import { ConflictError, ValidationError } from '../lib/domain/errors';
import type { BatchView } from '../lib/services/batches/batch-view';
import type { Context } from '../lib/services/context';
import type { PrepareRow } from '../worker/attempt/prepare-row';
import { createHandlerPreparer } from '../worker/handler/prepare-handler-rows';
import type { HandlerOptions } from './options';

/** How rows of the batch are made ready, or null when its automation does it. @throws ValidationError */
export function rowPreparer(batch: BatchView, options: HandlerOptions): PrepareRow | null {
  const { handler, effect, baseUrl, browser } = options;
  const isHandled = batch.onlyWorkerId !== null;
  if (isHandled && !handler) {
    const message = 'This batch has no automation: give executeBatchJobs a handler that runs its rows.';
    throw new ValidationError('handler_missing', message, { batchId: batch.id });
  }
  if (!isHandled && handler) {
    const message =
      'This batch has an automation: execute it without a handler, or create it without an automation.';
    throw new ValidationError('handler_unexpected', message, { batchId: batch.id });
  }
  if (!handler) return null;
  return createHandlerPreparer({
    runId: batch.runId,
    headers: batch.headers,
    handler,
    effect,
    baseUrl,
    browser,
  });
}

/** Makes sure that a batch of a row handler belongs to this process. @throws ConflictError `batch_of_other_process` */
export async function claimHandledBatch(context: Context, batch: BatchView, workerId: string): Promise<void> {
  if (batch.onlyWorkerId === null) return;
  if (await adoptBatch(context.db.pool, batch.id, workerId)) return;
  throw new ConflictError(
    'batch_of_other_process',
    'Another program is running this batch with a row handler of its own: wait for it, or end it first.',
    { batchId: batch.id },
  );
}
