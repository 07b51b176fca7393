'use client';

import { Ellipsis } from 'lucide-react';
import { api } from '@/app/_components/api-client';
import { Badge } from '@/app/_components/ui/badge';
import { Button } from '@/app/_components/ui/button';
import { useConfirm } from '@/app/_components/ui/confirm';
import { Menu, MenuItem } from '@/app/_components/ui/menu';
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
import type { Role } from '@/lib/domain/role';
import type { UserJson } from '@/lib/domain/wire/people';
import { RoleSelect } from './role-select';

interface MemberListProps {
  readonly ownId: string | null;
  readonly members: readonly UserJson[];
}

export function MemberList({ ownId, members }: MemberListProps) {
  return (
    <Table aria-label="Members">
      <TableHeader>
        <TableRow>
          <TableHead>Name</TableHead>
          <TableHead>E-mail address</TableHead>
          <TableHead className="w-36">Role</TableHead>
          <TableHead>Joined</TableHead>
          <TableActionsHead className="w-10" />
        </TableRow>
      </TableHeader>
      <TableBody>
        {members.map((member) => (
          <MemberRow key={member.id} member={member} isOwn={member.id === ownId} />
        ))}
      </TableBody>
    </Table>
  );
}

function MemberRow({ member, isOwn }: { member: UserJson; isOwn: boolean }) {
  const { run, isRunning } = useChange();
  const isDisabled = member.disabled_at !== null;
  const changeRole = (role: Role) =>
    run(() => api.patch(`/users/${member.id}`, { body: { role } }), {
      done: `${member.name} is now ${role}`,
      failed: `Could not change the role of ${member.name}`,
    });
  return (
    <TableRow>
      <TableCell>
        <span className="flex items-center gap-2 whitespace-nowrap">
          {member.name}
          {isOwn ? <Badge>you</Badge> : null}
          {isDisabled ? <Badge tone="warning">removed</Badge> : null}
        </span>
      </TableCell>
      <TableCell className="text-muted">{member.email}</TableCell>
      <TableCell>
        <RoleSelect
          aria-label={`Role of ${member.name}`}
          value={member.role}
          disabled={isRunning || isDisabled}
          onValueChange={changeRole}
        />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        <RelativeTime at={member.created_at} />
      </TableCell>
      <TableCell>{isOwn ? null : <MemberMenu member={member} />}</TableCell>
    </TableRow>
  );
}

function MemberMenu({ member }: { member: UserJson }) {
  const confirm = useConfirm();
  const { run } = useChange();
  const isDisabled = member.disabled_at !== null;
  const set = (disabled: boolean) =>
    run(() => api.patch(`/users/${member.id}`, { body: { disabled } }), {
      done: disabled ? `${member.name} can no longer sign in` : `${member.name} can sign in again`,
      failed: `Could not change the account of ${member.name}`,
    });
  const remove = async () => {
    const isSure = await confirm({
      title: `Remove ${member.name}?`,
      body: 'Signs them out everywhere and stops their tokens. Their batches and automations stay. You can let them in again later.',
      action: `Remove ${member.name}`,
      isDangerous: true,
    });
    if (isSure) await set(true);
  };
  return (
    <Menu
      trigger={
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${member.name}`}>
          <Ellipsis />
        </Button>
      }
    >
      {isDisabled ? (
        <MenuItem onSelect={() => void set(false)}>Let in again</MenuItem>
      ) : (
        <MenuItem isDangerous onSelect={() => void remove()}>
          Remove…
        </MenuItem>
      )}
    </Menu>
  );
}
