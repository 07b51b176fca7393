import { writeAudit } from '../../db/audit';
import type { Role } from '../../domain/role';
import { actorUserId, type Context } from '../context';
import { type IssuedInvitation, issueInvitation } from './invitation';

export interface NewInvitation {
  readonly role: Role;
  /** When given, only this address may use the link. */
  readonly email?: string | undefined;
}

/** A one-time link, valid for 7 days, with which a colleague opens an account. */
export async function createInvitation(context: Context, input: NewInvitation): Promise<IssuedInvitation> {
  const invitation = await issueInvitation(context, {
    role: input.role,
    email: input.email ?? null,
    isSetup: false,
    createdBy: actorUserId(context.actor),
  });
  await writeAudit(context.db, context.actor, {
    action: 'invitation.create',
    entity: 'invitation',
    entityId: invitation.id,
    details: { role: invitation.role },
  });
  return invitation;
}
