import { writeAudit } from '../../db/audit';
import { NotFoundError } from '../../domain/errors';
import { mayDo } from '../../domain/role';
import { actorUserId, type Context } from '../context';

/** Ends a token at once. Members may revoke their own; for others' tokens they hear that there is none. */
export async function revokeToken(context: Context, tokenId: string): Promise<void> {
  const { count } = await context.db.prisma.apiToken.updateMany({
    where: { id: tokenId, revokedAt: null, ...ownerFilter(context) },
    data: { revokedAt: new Date() },
  });
  if (count === 0) throw new NotFoundError('token_not_found', 'There is no such token.');
  await writeAudit(context.db, context.actor, { action: 'token.revoke', entity: 'token', entityId: tokenId });
}

function ownerFilter({ actor }: Context): { userId?: string } {
  if (actor.type === 'system' || (actor.type !== 'share' && mayDo(actor.role, 'administer'))) return {};
  return { userId: actorUserId(actor) ?? '' };
}
