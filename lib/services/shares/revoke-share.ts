import { writeAudit } from '../../db/audit';
import type { Share } from '../../db/records';
import { NotFoundError } from '../../domain/errors';
import { findBatch, isId } from '../batches/find-batch';
import type { Context } from '../context';

/** The links of a batch, the newest first; revoked ones included. @throws NotFoundError */
export async function listShares(context: Context, input: { batchId: string }): Promise<Share[]> {
  const batch = await findBatch(context.db, input.batchId);
  return context.db.prisma.share.findMany({ where: { batchId: batch.id }, orderBy: { createdAt: 'desc' } });
}

/** Ends a link at once; ending it again changes nothing. @throws NotFoundError `share_not_found` */
export async function revokeShare(context: Context, input: { shareId: string }): Promise<Share> {
  const { shareId } = input;
  const where = { id: shareId, batch: { kind: 'run' as const } };
  const share = isId(shareId) ? await context.db.prisma.share.findUnique({ where }) : null;
  if (!share) throw new NotFoundError('share_not_found', `Share not found: ${shareId}`);
  if (share.revokedAt) return share;
  const revoked = await context.db.prisma.share.update({
    where: { id: shareId },
    data: { revokedAt: new Date() },
  });
  await writeAudit(context.db, context.actor, {
    action: 'share.revoke',
    entity: 'share',
    entityId: shareId,
    batchId: share.batchId,
  });
  return revoked;
}

/** Ends all links of a batch; gives how many. @throws NotFoundError */
export async function revokeShares(context: Context, input: { batchId: string }): Promise<number> {
  const shares = await listShares(context, input);
  const live = shares.filter((share) => share.revokedAt === null);
  for (const share of live) await revokeShare(context, { shareId: share.id });
  return live.length;
}
