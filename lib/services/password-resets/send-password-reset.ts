import { randomUUID } from 'node:crypto';
import { makeSecretToken } from '../../auth/secret-token';
import { passwordResetLetter } from '../../mail/letters';
import type { Context } from '../context';
import { RESET_PREFIX, RESET_VALID_MS, resetIdentifier } from './reset-link';

/**
 * Makes a link and mails it: here and not where it was asked for, so that no queue holds it. Runs in the background; an
 * error makes the queue try again, with another link.
 */
export async function sendPasswordReset(
  { db, mailer, publicUrl }: Context,
  { userId }: { readonly userId: string },
): Promise<void> {
  const user = await db.prisma.user.findUnique({ where: { id: userId } });
  if (!user || user.disabledAt || !mailer) return;
  const token = makeSecretToken();
  await removeExpiredLinks(db);
  const identifier = resetIdentifier(token);
  const expiresAt = new Date(Date.now() + RESET_VALID_MS);
  await db.prisma.verification.create({ data: { id: randomUUID(), identifier, value: userId, expiresAt } });
  await mailer.send(passwordResetLetter(user.email, `${publicUrl}/reset-password?token=${token}`));
}

/** better-auth clears its table only when somebody signs in through a provider. */
async function removeExpiredLinks({ prisma }: Context['db']): Promise<void> {
  const expired = { identifier: { startsWith: RESET_PREFIX }, expiresAt: { lte: new Date() } };
  await prisma.verification.deleteMany({ where: expired });
}
