import { writeAudit } from '../../db/audit';
import { finishBatchIfDone } from '../../db/sql/finish-batch';
import { lockBatch } from '../../db/sql/lock-batch';
import { notifyBatch } from '../../db/sql/notify-batch';
import { cancelOperations } from '../../db/sql/operations';
import { stopVerifications } from '../../db/sql/plan-verification';
import { readCounts } from '../../db/sql/read-counts';
import { setStopping } from '../../db/sql/set-stopping';
import { stopPendingJobs } from '../../db/sql/stop-pending-jobs';
import { inTransaction } from '../../db/transaction';
import { batchStatesFor } from '../../domain/batch-state';
import { AT_ONCE_ROWS } from '../../domain/operation';
import type { Context } from '../context';
import { type BegunOperation, beginOperation } from '../operations/begin-operation';
import { countStopped } from './count-stopped';
import { batchConflict } from './move-batch';

export interface StopResult {
  readonly batchId: string;
  readonly stoppedJobs: number;
  readonly unaffectedJobs: number;
  readonly totalJobs: number;
  /** When there are very many rows: the work that stops them; `stoppedJobs` is 0 then. */
  readonly operation: BegunOperation | null;
}

export interface StopInput {
  readonly batchId: string;
  /** All rows in one transaction, however many: for a program that is its own worker. */
  readonly isAtOnce?: boolean;
}

/** Stops a batch: no pending row runs any more, running ones are aborted by their workers within seconds. */
export async function stopBatch(context: Context, input: StopInput): Promise<StopResult> {
  const result = await stopJobs(context, input, 'run');
  const { stoppedJobs, operation } = result;
  await writeAudit(context.db, context.actor, {
    action: 'batch.stop',
    entity: 'batch',
    entityId: result.batchId,
    batchId: result.batchId,
    details: { stopped_jobs: operation?.counts.pending ?? stoppedJobs },
  });
  return result;
}

/** Stops the rows of a batch or of a try. @throws NotFoundError, ConflictError when it has ended already */
export async function stopJobs(
  context: Context,
  { batchId, isAtOnce = false }: StopInput,
  kind: 'run' | 'try',
): Promise<StopResult> {
  const result = await inTransaction(context.db.pool, async (client) => {
    const batch = await lockBatch(client, batchId, kind);
    if (!batchStatesFor('stop').includes(batch.state)) throw batchConflict('stop', batch.state);
    await setStopping(client, batch.id);
    await cancelOperations(client, batch.id);
    await stopVerifications(client, batch.id);
    const { pending } = await readCounts(client, batch.id);
    const isLarge = pending > AT_ONCE_ROWS && !isAtOnce;
    const selection = { states: ['pending'] as const };
    const operation = isLarge
      ? await beginOperation(context, client, { batchId: batch.id, kind: 'stop', selection }, { pending })
      : null;
    const stoppedJobs = isLarge ? 0 : await stopPendingJobs(client, batch.id);
    const { totalJobs } = batch;
    const unaffectedJobs = totalJobs - (isLarge ? pending : stoppedJobs);
    return { batchId: batch.id, stoppedJobs, unaffectedJobs, totalJobs, operation };
  });
  await finishBatchIfDone(context.db.pool, result.batchId);
  if (kind === 'run') await countStopped(context, result.stoppedJobs);
  await notifyBatch(context.db.pool, result.batchId);
  return result;
}
