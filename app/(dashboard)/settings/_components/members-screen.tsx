'use client';

import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { keepFocus } from '@/app/_components/keep-focus';
import { Button } from '@/app/_components/ui/button';
import type { InvitationJson, UserJson } from '@/lib/domain/wire/people';
import { InvitationList } from './invitation-list';
import { InviteDialog } from './invite-dialog';
import { MemberList } from './member-list';
import { Section } from './section';

interface MembersScreenProps {
  readonly ownId: string | null;
  readonly members: readonly UserJson[];
  readonly invitations: readonly InvitationJson[];
  /** Whether an invitation is mailed to the address it is for. */
  readonly canMail: boolean;
}

export function MembersScreen({ ownId, members, invitations, canMail }: MembersScreenProps) {
  const [isInviting, setIsInviting] = useState(false);
  return (
    <div ref={keepFocus}>
      <Section
        title="Members"
        description="Everyone who can sign in."
        action={
          <Button variant="primary" onClick={() => setIsInviting(true)}>
            <UserPlus /> Invite
          </Button>
        }
      >
        <MemberList ownId={ownId} members={members} />
      </Section>
      {invitations.length > 0 ? (
        <Section title="Open invitations" description="Links that were not used yet.">
          <InvitationList invitations={invitations} />
        </Section>
      ) : null}
      <InviteDialog canMail={canMail} isOpen={isInviting} onOpenChange={setIsInviting} />
    </div>
  );
}
