import { providerAccountId } from '../../auth/provider-auth';
import type { Database } from '../../db/connect';

export interface OwnSignIns {
  readonly hasPassword: boolean;
  readonly hasProvider: boolean;
}

/** How a member may sign in. @param issuer the provider that is configured now, if any */
export async function findOwnSignIns(
  db: Database,
  userId: string,
  issuer: string | null,
): Promise<OwnSignIns> {
  const accounts = await db.prisma.account.findMany({
    where: { userId },
    select: { providerId: true, accountId: true },
  });
  return {
    hasPassword: accounts.some(({ providerId }) => providerId === 'credential'),
    hasProvider:
      issuer !== null &&
      accounts.some(({ accountId }) => accountId.startsWith(providerAccountId(issuer, ''))),
  };
}
