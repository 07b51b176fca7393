import type { Context } from '../context';
import { type InvitationItem, openInvitation } from './invitation';

/** Invitations that can still be used, the newest first. */
export function listInvitations(context: Context): Promise<InvitationItem[]> {
  return context.db.prisma.invitation.findMany({
    where: { isSetup: false, ...openInvitation() },
    omit: { tokenHash: true, createdBy: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  });
}
