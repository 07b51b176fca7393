import { writeAudit } from '../../db/audit';
import { finishBatchIfDone } from '../../db/sql/finish-batch';
import { lockBatch } from '../../db/sql/lock-batch';
import { notifyBatch } from '../../db/sql/notify-batch';
import { setRunning } from '../../db/sql/wake-batch';
import { inTransaction } from '../../db/transaction';
import { type BatchVerb, batchStatesFor } from '../../domain/batch-state';
import type { Context } from '../context';
import type { BatchView } from './batch-view';
import { getBatch } from './get-batch';
import { batchConflict } from './move-batch';

/** Lets a batch run. A batch that is still importing starts by itself when its rows are in. */
export async function startBatch(context: Context, input: { batchId: string }): Promise<BatchView> {
  const batch = await getBatch(context, input);
  if (batch.state === 'importing') {
    const { count } = await context.db.prisma.batch.updateMany({
      where: { id: batch.id, state: 'importing' },
      data: { startWhenReady: true },
    });
    if (count === 1) return getBatch(context, input);
  }
  return run(context, input.batchId, 'start');
}

/** Goes on with a paused or waiting batch. */
export function resumeBatch(context: Context, input: { batchId: string }): Promise<BatchView> {
  return run(context, input.batchId, 'resume');
}

async function run(context: Context, batchId: string, verb: BatchVerb): Promise<BatchView> {
  const id = await inTransaction(context.db.pool, async (client) => {
    const batch = await lockBatch(client, batchId);
    if (!(await setRunning(client, batch.id, batchStatesFor(verb)))) throw batchConflict(verb, batch.state);
    return batch.id;
  });
  await tellOfStart(context, id, verb);
  return getBatch(context, { batchId: id });
}

/** What follows once a start is committed. */
export async function tellOfStart(context: Context, id: string, verb: BatchVerb): Promise<void> {
  await writeAudit(context.db, context.actor, {
    action: `batch.${verb}`,
    entity: 'batch',
    entityId: id,
    batchId: id,
  });
  await finishBatchIfDone(context.db.pool, id);
  await notifyBatch(context.db.pool, id);
}
