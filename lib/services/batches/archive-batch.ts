import { writeAudit } from '../../db/audit';
import { notifyBatch } from '../../db/sql/notify-batch';
import type { BatchState } from '../../domain/batch-state';
import { ConflictError } from '../../domain/errors';
import type { Context } from '../context';
import type { BatchView } from './batch-view';
import { findBatch } from './find-batch';
import { getBatch } from './get-batch';

const ENDED: readonly BatchState[] = ['finished', 'failed'];

/** Takes a batch that has ended out of the list; nothing of it is removed. @throws NotFoundError, ConflictError */
export async function archiveBatch(context: Context, input: { batchId: string }): Promise<BatchView> {
  const { id, state, archivedAt } = await findBatch(context.db, input.batchId);
  const { count } = await context.db.prisma.batch.updateMany({
    where: { id, state: { in: [...ENDED] }, archivedAt: null },
    data: { archivedAt: new Date() },
  });
  if (count === 0 && archivedAt === null) {
    throw new ConflictError(
      'batch_state_conflict',
      `The batch is ${state}: only one that has ended can be archived.`,
      { state, allowed: ENDED },
    );
  }
  return count === 0 ? getBatch(context, { batchId: id }) : told(context, id, 'batch.archive');
}

/** Brings an archived batch back into the list; one that is there stays. A batch that runs again comes back by itself. */
export async function unarchiveBatch(context: Context, input: { batchId: string }): Promise<BatchView> {
  const { id } = await findBatch(context.db, input.batchId);
  const { count } = await context.db.prisma.batch.updateMany({
    where: { id, archivedAt: { not: null } },
    data: { archivedAt: null },
  });
  return count === 0 ? getBatch(context, { batchId: id }) : told(context, id, 'batch.unarchive');
}

async function told(context: Context, id: string, action: string): Promise<BatchView> {
  await writeAudit(context.db, context.actor, { action, entity: 'batch', entityId: id, batchId: id });
  await notifyBatch(context.db.pool, id);
  return getBatch(context, { batchId: id });
}
