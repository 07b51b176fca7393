'use client';

import { api } from '@/app/_components/api-client';
import { LineButton } from '@/app/_components/ui/line-button';
import { type ListColumn, ListTable } from '@/app/_components/ui/list-table';
import { RelativeTime } from '@/app/_components/ui/time';
import { useChange } from '@/app/_components/use-change';
import type { InvitationJson } from '@/lib/domain/wire/people';

const QUIET = 'whitespace-nowrap text-muted';

const COLUMNS: readonly ListColumn<InvitationJson>[] = [
  { head: 'For', cell: whom },
  { head: 'Role', cell: ({ role }) => role, className: QUIET },
  { head: 'Made', cell: ({ created_at }) => <RelativeTime at={created_at} />, className: QUIET },
  { head: 'Valid until', cell: ({ expires_at }) => <RelativeTime at={expires_at} />, className: QUIET },
];

export function InvitationList({ invitations }: { invitations: readonly InvitationJson[] }) {
  return (
    <ListTable
      label="Open invitations"
      columns={COLUMNS}
      items={invitations}
      keyOf={({ id }) => id}
      actions={(invitation) => <TakeBack invitation={invitation} />}
    />
  );
}

function whom({ email }: InvitationJson): string {
  return email ?? 'anyone with the link';
}

function TakeBack({ invitation }: { invitation: InvitationJson }) {
  const { run, isRunning } = useChange();
  const takeBack = () =>
    run(() => api.delete(`/invitations/${invitation.id}`), {
      done: 'The link no longer works',
      failed: 'Could not take the invitation back',
    });
  return (
    <LineButton isBusy={isRunning} onClick={takeBack} aria-label={`Take back: ${whom(invitation)}`}>
      Take back
    </LineButton>
  );
}
