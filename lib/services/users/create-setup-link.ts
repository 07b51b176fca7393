import type { Context } from '../context';
import { issueInvitation } from '../invitations/invitation';

/**
 * A one-time link that creates the first administrator, or null when there is one already. Earlier links stop working,
 * so only the address printed last counts.
 */
export async function createSetupLink(
  context: Pick<Context, 'db' | 'publicUrl'>,
): Promise<{ url: string; token: string } | null> {
  const { prisma } = context.db;
  const administrator = await prisma.user.findFirst({ where: { role: 'admin' }, select: { id: true } });
  if (administrator) return null;
  await prisma.invitation.updateMany({
    where: { isSetup: true, usedAt: null, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  const setup = { role: 'admin', email: null, isSetup: true, createdBy: null } as const;
  const { url, token } = await issueInvitation(context, setup);
  return { url, token };
}
