import { writeAudit } from '../../db/audit';
import { addMetrics } from '../../db/sql/add-metrics';
import { finishBatchIfDone } from '../../db/sql/finish-batch';
import { lockBatch } from '../../db/sql/lock-batch';
import { notifyBatch } from '../../db/sql/notify-batch';
import { stopVerifications } from '../../db/sql/plan-verification';
import { setStopping } from '../../db/sql/set-stopping';
import { stopPendingJobs } from '../../db/sql/stop-pending-jobs';
import { inTransaction } from '../../db/transaction';
import { batchStatesFor } from '../../domain/batch-state';
import type { Context } from '../context';
import { batchConflict } from './move-batch';

export interface StopResult {
  readonly batchId: string;
  readonly stoppedJobs: number;
  readonly unaffectedJobs: number;
  readonly totalJobs: number;
}

/** Stops a batch: pending rows become stopped at once, running ones are aborted by their workers within seconds. */
export async function stopBatch(context: Context, input: { batchId: string }): Promise<StopResult> {
  const result = await stopJobs(context, input.batchId, 'run');
  await writeAudit(context.db, context.actor, {
    action: 'batch.stop',
    entity: 'batch',
    entityId: result.batchId,
    batchId: result.batchId,
    details: { stopped_jobs: result.stoppedJobs },
  });
  return result;
}

/** Stops the rows of a batch or of a try. @throws NotFoundError, ConflictError when it has ended already */
export async function stopJobs(context: Context, batchId: string, kind: 'run' | 'try'): Promise<StopResult> {
  const result = await inTransaction(context.db.pool, async (client) => {
    const batch = await lockBatch(client, batchId, kind);
    if (!batchStatesFor('stop').includes(batch.state)) throw batchConflict('stop', batch.state);
    await setStopping(client, batch.id);
    const stoppedJobs = await stopPendingJobs(client, batch.id);
    await stopVerifications(client, batch.id);
    const { totalJobs } = batch;
    return { batchId: batch.id, stoppedJobs, unaffectedJobs: totalJobs - stoppedJobs, totalJobs };
  });
  await finishBatchIfDone(context.db.pool, result.batchId);
  if (kind === 'run') await countRows(context, result.stoppedJobs);
  await notifyBatch(context.db.pool, result.batchId);
  return result;
}

async function countRows({ db }: Context, value: number): Promise<void> {
  if (value === 0) return;
  await addMetrics(db.pool, [
    { name: 'batch_jobs_stopped', labels: {}, value },
    { name: 'rows_ended', labels: { state: 'stopped' }, value },
  ]);
}
