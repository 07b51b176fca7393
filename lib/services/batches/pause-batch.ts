import { writeAudit } from '../../db/audit';
import { notifyBatch } from '../../db/sql/notify-batch';
import { batchStatesFor } from '../../domain/batch-state';
import { actorName, type Context } from '../context';
import type { BatchView } from './batch-view';
import { findBatch } from './find-batch';
import { getBatch } from './get-batch';
import { batchConflict } from './move-batch';

export interface PauseInput {
  readonly batchId: string;
  /** `drain` (default): running rows end normally. `now`: they are given back, unless they are past their commit. */
  readonly mode?: 'drain' | 'now' | undefined;
}

/** Takes no further rows. A batch that pauses already can be told not to wait for its running rows. */
export async function pauseBatch(
  context: Context,
  { batchId, mode = 'drain' }: PauseInput,
): Promise<BatchView> {
  const { id } = await findBatch(context.db, batchId);
  const givesBack = mode === 'now';
  const { count } = await context.db.prisma.batch.updateMany({
    where: { id, state: { in: [...batchStatesFor('pause')] } },
    data: {
      ...{ state: 'paused', reason: 'person', givesBack },
      reasonText: `Paused by ${actorName(context.actor)}`,
    },
  });
  const isPaused = count > 0 || (givesBack && (await giveBack(context, id)));
  if (!isPaused) throw batchConflict('pause', (await findBatch(context.db, id)).state);
  await writeAudit(context.db, context.actor, {
    action: 'batch.pause',
    entity: 'batch',
    entityId: id,
    batchId: id,
    details: { mode },
  });
  await notifyBatch(context.db.pool, id);
  return getBatch(context, { batchId: id });
}

async function giveBack(context: Context, id: string): Promise<boolean> {
  const { count } = await context.db.prisma.batch.updateMany({
    where: { id, state: 'paused' },
    data: { givesBack: true },
  });
  return count > 0;
}
