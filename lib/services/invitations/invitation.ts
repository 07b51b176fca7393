import { randomUUID } from 'node:crypto';
import { hashSecretToken, makeSecretToken } from '../../auth/secret-token';
import type { Role } from '../../domain/role';
import type { Context } from '../context';

const LIFETIME_MS = 7 * 24 * 3_600_000;

export interface InvitationItem {
  readonly id: string;
  readonly role: Role;
  readonly email: string | null;
  readonly isSetup: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** A new invitation together with its link, which can be shown only now: the token is stored as a hash. */
export interface IssuedInvitation extends InvitationItem {
  readonly token: string;
  readonly url: string;
}

export interface InvitationInput {
  readonly role: Role;
  readonly email: string | null;
  readonly isSetup: boolean;
  readonly createdBy: string | null;
}

export async function issueInvitation(
  context: Pick<Context, 'db' | 'publicUrl'>,
  input: InvitationInput,
): Promise<IssuedInvitation> {
  const token = makeSecretToken();
  const expiresAt = new Date(Date.now() + LIFETIME_MS);
  const data = { id: randomUUID(), tokenHash: hashSecretToken(token), expiresAt, ...input };
  const invitation = await context.db.prisma.invitation.create({ data });
  return { ...invitation, token, url: `${context.publicUrl}/setup?token=${token}` };
}

/** The condition under which an invitation may still be used. */
export function openInvitation(now = new Date()) {
  return { usedAt: null, revokedAt: null, expiresAt: { gt: now } };
}
