import { writeAudit } from '../../db/audit';
import { NotFoundError } from '../../domain/errors';
import type { Context } from '../context';
import { openInvitation } from './invitation';

/** Makes an unused link worthless. */
export async function revokeInvitation(context: Context, invitationId: string): Promise<void> {
  const { count } = await context.db.prisma.invitation.updateMany({
    where: { id: invitationId, ...openInvitation() },
    data: { revokedAt: new Date() },
  });
  if (count === 0) throw new NotFoundError('invitation_not_found', 'There is no such open invitation.');
  await writeAudit(context.db, context.actor, {
    action: 'invitation.revoke',
    entity: 'invitation',
    entityId: invitationId,
  });
}
