'use client';

import { api } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import {
  Table,
  TableActionsHead,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { RelativeTime } from '@/app/_components/ui/time';
import { useChange } from '@/app/_components/use-change';
import type { InvitationJson } from '@/lib/domain/wire/people';

export function InvitationList({ invitations }: { invitations: readonly InvitationJson[] }) {
  return (
    <Table aria-label="Open invitations">
      <TableHeader>
        <TableRow>
          <TableHead>For</TableHead>
          <TableHead>Role</TableHead>
          <TableHead>Made</TableHead>
          <TableHead>Valid until</TableHead>
          <TableActionsHead className="w-24" />
        </TableRow>
      </TableHeader>
      <TableBody>
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} />
        ))}
      </TableBody>
    </Table>
  );
}

function InvitationRow({ invitation }: { invitation: InvitationJson }) {
  const { run, isRunning } = useChange();
  const whom = invitation.email ?? 'anyone with the link';
  const takeBack = () =>
    run(() => api.delete(`/invitations/${invitation.id}`), {
      done: 'The link no longer works',
      failed: 'Could not take the invitation back',
    });
  return (
    <TableRow>
      <TableCell>{whom}</TableCell>
      <TableCell className="text-muted">{invitation.role}</TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        <RelativeTime at={invitation.created_at} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        <RelativeTime at={invitation.expires_at} />
      </TableCell>
      <TableCell className="text-right">
        <Button
          size="sm"
          variant="ghost"
          isBusy={isRunning}
          onClick={takeBack}
          aria-label={`Take back: ${whom}`}
        >
          Take back
        </Button>
      </TableCell>
    </TableRow>
  );
}
