import { writeAudit } from '../../db/audit';
import type { Role } from '../../domain/role';
import { invitationLetter } from '../../mail/letters';
import { actorUserId, type Context } from '../context';
import { type IssuedInvitation, issueInvitation } from './invitation';

export interface NewInvitation {
  readonly role: Role;
  /** When given, only this address may use the link. */
  readonly email?: string | undefined;
}

/** How the letter to the invited fared; null without an address or a mail server. */
export type InvitationMail = 'sent' | 'failed' | null;

/** A one-time link, valid for 7 days, with which a colleague opens an account; mailed to the address it is for. */
export async function createInvitation(
  context: Context,
  input: NewInvitation,
): Promise<IssuedInvitation & { readonly mail: InvitationMail }> {
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
  return { ...invitation, mail: await mailInvitation(context, invitation) };
}

/** The link is there whatever becomes of the letter: a mail server that is away keeps nobody from being invited. */
async function mailInvitation(
  { mailer }: Context,
  { email, url, role }: IssuedInvitation,
): Promise<InvitationMail> {
  if (!mailer || email === null) return null;
  return mailer.send(invitationLetter(email, { url, role })).then(
    () => 'sent',
    () => 'failed',
  );
}
