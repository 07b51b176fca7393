import type { Admission, NewPerson, ProviderSignIn } from '../../auth/provider-auth';
import { writeAudit } from '../../db/audit';
import type { Database } from '../../db/connect';
import type { Role } from '../../domain/role';
import type { SignInRefusal } from '../../domain/sign-in-refusal';
import { openInvitation } from '../invitations/invitation';

/** What people of an allowed domain may do until an administrator lets them do more. */
const ROLE_BY_DOMAIN: Role = 'viewer';

/**
 * Who may come in through a sign-in provider: members and the invited, known by an address of which the provider says
 * that it was verified.
 * @param domains of mail addresses whose people need no invitation
 */
export function providerAdmission(db: Database, domains: readonly string[]): Admission {
  return {
    judge: (signIn) => judge(db, domains, signIn),
    roleOfNewcomer: (email) => roleOfNewcomer(db, domains, email),
    welcome: (person) => welcome(db, person),
    noteConnection: (userId) => noteConnection(db, userId),
  };
}

async function judge(
  db: Database,
  domains: readonly string[],
  { action, userId, email, isVerified }: ProviderSignIn,
): Promise<SignInRefusal | null> {
  if (!isVerified) return 'email_not_verified';
  if (userId === null) return (await roleOfNewcomer(db, domains, email)) ? null : 'not_invited';
  const user = await db.prisma.user.findUnique({ where: { id: userId } });
  if (!user || user.disabledAt) return 'user_disabled';
  // Whoever opened the account may have typed an address that is not theirs, and would know its password.
  return action === 'link' && !user.emailVerified ? 'address_unconfirmed' : null;
}

async function roleOfNewcomer(db: Database, domains: readonly string[], email: string): Promise<Role | null> {
  const invitation = await findInvitationFor(db, email);
  if (invitation) return invitation.role;
  return domains.includes(email.slice(email.lastIndexOf('@') + 1)) ? ROLE_BY_DOMAIN : null;
}

/** The newest open invitation for exactly this address. */
function findInvitationFor(db: Database, email: string) {
  return db.prisma.invitation.findFirst({
    where: { email, isSetup: false, ...openInvitation() },
    orderBy: { createdAt: 'desc' },
  });
}

/** Uses up what the new member was invited by, and notes how they came. */
async function welcome(db: Database, person: NewPerson): Promise<void> {
  const invitation = await findInvitationFor(db, person.email);
  await db.prisma.invitation.updateMany({
    where: { email: person.email, ...openInvitation() },
    data: { usedAt: new Date() },
  });
  const entry = invitation
    ? { action: 'invitation.accept', entity: 'invitation', entityId: invitation.id }
    : { action: 'user.join', entity: 'user', entityId: person.id };
  await noteAs(db, person.id, entry);
}

function noteConnection(db: Database, userId: string): Promise<void> {
  return noteAs(db, userId, { action: 'user.connect', entity: 'user', entityId: userId });
}

async function noteAs(db: Database, userId: string, entry: Parameters<typeof writeAudit>[2]): Promise<void> {
  const { name, role } = await db.prisma.user.findUniqueOrThrow({ where: { id: userId } });
  await writeAudit(db, { type: 'user', userId, name, role }, entry);
}
