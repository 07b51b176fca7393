import { mayDo } from '../../domain/role';
import { actorUserId, type Context } from '../context';

export interface TokenItem {
  readonly id: string;
  readonly userId: string;
  readonly user: { readonly name: string };
  readonly name: string;
  /** Start and end of the token, to tell tokens apart. */
  readonly hint: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
}

/** Tokens that are not revoked, the newest first: of one user, or of all. */
export function listTokens(context: Context, filter: { userId?: string } = {}): Promise<TokenItem[]> {
  return context.db.prisma.apiToken.findMany({
    where: { revokedAt: null, ...filter },
    omit: { tokenHash: true, revokedAt: true },
    include: { user: { select: { name: true } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  });
}

/** The tokens the actor may know of: administrators all, others their own. */
export function listVisibleTokens(context: Context): Promise<TokenItem[]> {
  const { actor } = context;
  const seesAll = actor.type === 'system' || (actor.type !== 'share' && mayDo(actor.role, 'administer'));
  return listTokens(context, seesAll ? {} : { userId: actorUserId(actor) ?? '' });
}
