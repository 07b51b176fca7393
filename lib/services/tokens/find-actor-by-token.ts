import { hashSecretToken } from '../../auth/secret-token';
import type { Database } from '../../db/connect';
import type { Actor } from '../../domain/role';

/** How exact `last_used_at` is: a busy token is not written on every request. */
const USE_NOTED_EVERY_MS = 60_000;

/** Who a bearer token stands for, or null when it is unknown, revoked, expired or its user is disabled. */
export async function findActorByToken(
  db: Database,
  token: string,
): Promise<Extract<Actor, { type: 'token' }> | null> {
  const now = new Date();
  const found = await db.prisma.apiToken.findUnique({
    where: { tokenHash: hashSecretToken(token) },
    include: { user: { select: { name: true, role: true, disabledAt: true } } },
  });
  if (!found || found.revokedAt || found.user.disabledAt) return null;
  if (found.expiresAt && found.expiresAt <= now) return null;
  await noteUse(db, found, now);
  const name = `${found.user.name} (token ${found.name})`;
  return { type: 'token', userId: found.userId, tokenId: found.id, name, role: found.user.role };
}

async function noteUse(
  db: Database,
  token: { readonly id: string; readonly lastUsedAt: Date | null },
  now: Date,
): Promise<void> {
  if (token.lastUsedAt && now.getTime() - token.lastUsedAt.getTime() < USE_NOTED_EVERY_MS) return;
  await db.prisma.apiToken.update({ where: { id: token.id }, data: { lastUsedAt: now } });
}
