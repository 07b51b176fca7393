import { hashSecretToken } from '../../auth/secret-token';
import type { Database } from '../../db/connect';
import { NotFoundError } from '../../domain/errors';
import { type InvitationItem, openInvitation } from './invitation';

/** The invitation a link stands for, or null when it is unknown, used, revoked or expired. */
export function findInvitation(db: Pick<Database, 'prisma'>, token: string): Promise<InvitationItem | null> {
  return db.prisma.invitation.findFirst({
    where: { tokenHash: hashSecretToken(token), ...openInvitation() },
  });
}

/** One answer for every reason, so that guessing teaches nothing. */
export function invitationGone(): NotFoundError {
  return new NotFoundError(
    'invitation_not_found',
    'This link is not valid: it was used, revoked or has expired. Ask for a new one.',
  );
}
