import type { Metadata } from 'next';
import { requireContext } from '@/app/_auth/require-actor';
import { mayDo } from '@/lib/domain/role';
import { toInvitationJson, toUserJson } from '@/lib/domain/wire/people';
import { actorUserId } from '@/lib/services/context';
import { listInvitations } from '@/lib/services/invitations/list-invitations';
import { listUsers } from '@/lib/services/users/list-users';
import { AdminsOnly } from '../_components/admins-only';
import { MembersScreen } from '../_components/members-screen';

export const metadata: Metadata = { title: 'Members' };

export default async function MembersPage() {
  const context = await requireContext();
  const { actor } = context;
  if (actor.type !== 'user' || !mayDo(actor.role, 'administer')) {
    return <AdminsOnly>Ask one of them to invite people or to change roles.</AdminsOnly>;
  }
  const [users, invitations] = await Promise.all([listUsers(context), listInvitations(context)]);
  return (
    <MembersScreen
      ownId={actorUserId(actor)}
      members={users.map(toUserJson)}
      invitations={invitations.map(toInvitationJson)}
      canMail={context.mailer !== undefined}
    />
  );
}
