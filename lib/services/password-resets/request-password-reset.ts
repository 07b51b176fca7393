import { hashSecretToken } from '../../auth/secret-token';
import { takeGuess } from '../../db/sql/take-guess';
import { ConflictError, ForbiddenError } from '../../domain/errors';
import type { Context } from '../context';

const VISITOR_WINDOW_MS = 60_000;
const VISITOR_REQUESTS = 5;
const ADDRESS_WINDOW_MS = 3_600_000;
const ADDRESS_REQUESTS = 3;

/**
 * Has a link mailed to the owner of an address, if there is an account with a password for it: three an hour at most.
 * Nothing that is answered, nor how fast, says whether there is one.
 * @param visitor tells callers apart
 * @throws ConflictError `mail_not_configured`; ForbiddenError `too_many_attempts`
 */
export async function requestPasswordReset(
  context: Context,
  { email, visitor }: { readonly email: string; readonly visitor: string },
): Promise<void> {
  if (!context.mailer) throw new ConflictError('mail_not_configured', 'Furrow sends no mail here.');
  const { pool, prisma } = context.db;
  const requests = await takeGuess(pool, `reset-by:${visitor}`, VISITOR_WINDOW_MS);
  if (requests > VISITOR_REQUESTS)
    throw new ForbiddenError('too_many_attempts', 'Too many tries. Wait a minute and try again.');
  // Of every address, known or not.
  const letters = await takeGuess(pool, `reset-of:${hashSecretToken(email)}`, ADDRESS_WINDOW_MS);
  const user = await prisma.user.findFirst({
    where: { email, disabledAt: null, accounts: { some: { providerId: 'credential' } } },
    select: { id: true },
  });
  // For nobody too: it takes as long.
  if (letters <= ADDRESS_REQUESTS)
    await context.queue.send('send-password-reset', { userId: user?.id ?? 'nobody' });
}
