import { writeAudit } from '../../db/audit';
import type { Database } from '../../db/connect';
import type { NewAccount } from '../../domain/account';
import { ConflictError, ValidationError } from '../../domain/errors';
import { insertUser } from '../users/create-user';
import type { UserItem } from '../users/list-users';
import { findInvitation, invitationGone } from './find-invitation';
import { type InvitationItem, openInvitation } from './invitation';

export type AcceptedInvitation = NewAccount & { readonly token: string };

/**
 * Opens the account an invitation promises and uses the invitation up, both or neither. The person signs in afterwards
 * with the password just chosen.
 */
export async function acceptInvitation(
  { db }: { readonly db: Database },
  input: AcceptedInvitation,
): Promise<UserItem> {
  const invitation = await findInvitation(db, input.token);
  if (!invitation) throw invitationGone();
  checkEmail(invitation, input.email);
  const user = await db.prisma.$transaction(async (transaction) => {
    const { count } = await transaction.invitation.updateMany({
      where: { id: invitation.id, ...openInvitation() },
      data: { usedAt: new Date() },
    });
    if (count === 0) throw invitationGone();
    if (invitation.isSetup) await refuseSecondSetup(transaction);
    const { name, email, password } = input;
    const isAddressConfirmed = invitation.isSetup || invitation.email !== null;
    return insertUser(transaction, { name, email, password, role: invitation.role, isAddressConfirmed });
  });
  await writeAudit(
    db,
    { type: 'user', userId: user.id, name: user.name, role: user.role },
    { action: 'invitation.accept', entity: 'invitation', entityId: invitation.id },
  );
  return user;
}

function checkEmail(invitation: InvitationItem, email: string): void {
  if (invitation.email === null || invitation.email === email) return;
  const message = `This invitation is for ${invitation.email}.`;
  throw new ValidationError('email_mismatch', message, { errors: [{ path: 'email', message }] });
}

async function refuseSecondSetup(prisma: Pick<Database['prisma'], 'user'>): Promise<void> {
  const administrator = await prisma.user.findFirst({ where: { role: 'admin' }, select: { id: true } });
  if (!administrator) return;
  throw new ConflictError(
    'already_set_up',
    'Furrow has an administrator already: sign in, or ask for an invitation.',
  );
}
