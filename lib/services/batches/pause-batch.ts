import { writeAudit } from '../../db/audit';
import { notifyBatch } from '../../db/sql/notify-batch';
import { batchStatesFor } from '../../domain/batch-state';
import { actorName, type Context } from '../context';
import type { BatchView } from './batch-view';
import { findBatch } from './find-batch';
import { getBatch } from './get-batch';
import { batchConflict } from './move-batch';

/** Takes no further rows; running rows end normally. */
export async function pauseBatch(context: Context, input: { batchId: string }): Promise<BatchView> {
  const { id } = await findBatch(context.db, input.batchId);
  const { count } = await context.db.prisma.batch.updateMany({
    where: { id, state: { in: [...batchStatesFor('pause')] } },
    data: { state: 'paused', reason: 'person', reasonText: `Paused by ${actorName(context.actor)}` },
  });
  if (count === 0) throw batchConflict('pause', (await findBatch(context.db, id)).state);
  await writeAudit(context.db, context.actor, {
    action: 'batch.pause',
    entity: 'batch',
    entityId: id,
    batchId: id,
  });
  await notifyBatch(context.db.pool, id);
  return getBatch(context, { batchId: id });
}
