import { hashPassword } from 'better-auth/crypto';
import { writeAudit } from '../../db/audit';
import type { Database } from '../../db/connect';
import { NotFoundError } from '../../domain/errors';
import { RESET_PREFIX, resetIdentifier } from './reset-link';

/** Whether a link still opens something. */
export async function isResetLinkOpen({ prisma }: Pick<Database, 'prisma'>, token: string): Promise<boolean> {
  return (await prisma.verification.count({ where: openLink(token) })) > 0;
}

/**
 * Gives the owner of a mailed link a new password, ends all sessions, and makes all links of that person worthless. Who
 * could open the mail owns the address.
 * @throws NotFoundError `reset_link_not_found`
 */
export async function resetPassword(
  { db }: { readonly db: Database },
  { token, password }: { readonly token: string; readonly password: string },
): Promise<void> {
  const link = await db.prisma.verification.findFirst({ where: openLink(token) });
  if (!link) throw linkGone();
  const hash = await hashPassword(password);
  const userId = link.value;
  await db.prisma.$transaction(async (transaction) => {
    const used = await transaction.verification.deleteMany({ where: openLink(token) });
    const own = { userId, providerId: 'credential', user: { disabledAt: null } };
    const changed = await transaction.account.updateMany({ where: own, data: { password: hash } });
    if (used.count === 0 || changed.count === 0) throw linkGone();
    await transaction.session.deleteMany({ where: { userId } });
    const links = { value: userId, identifier: { startsWith: RESET_PREFIX } };
    await transaction.verification.deleteMany({ where: links });
    await transaction.user.update({ where: { id: userId }, data: { emailVerified: true } });
  });
  const { name, role } = await db.prisma.user.findUniqueOrThrow({ where: { id: userId } });
  const actor = { type: 'user', userId, name, role } as const;
  await writeAudit(db, actor, { action: 'user.reset_password', entity: 'user', entityId: userId });
}

function openLink(token: string) {
  return { identifier: resetIdentifier(token), expiresAt: { gt: new Date() } };
}

/** One answer for every reason, so that guessing teaches nothing. */
function linkGone(): NotFoundError {
  return new NotFoundError(
    'reset_link_not_found',
    'This link is not valid: it was used or has expired. Ask for a new one.',
  );
}
