'use client';

import { Ellipsis } from 'lucide-react';
import { api } from '@/app/_components/api-client';
import { Badge } from '@/app/_components/ui/badge';
import { Button } from '@/app/_components/ui/button';
import { useConfirm } from '@/app/_components/ui/confirm';
import { type ListColumn, ListTable } from '@/app/_components/ui/list-table';
import { Menu, MenuItem } from '@/app/_components/ui/menu';
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
  const isOwn = ({ id }: UserJson) => id === ownId;
  const name: ListColumn<UserJson> = {
    head: 'Name',
    cell: (member) => <MemberName member={member} isOwn={isOwn(member)} />,
  };
  return (
    <ListTable
      label="Members"
      columns={[name, ...COLUMNS]}
      items={members}
      keyOf={({ id }) => id}
      actions={(member) => (isOwn(member) ? null : <MemberMenu member={member} />)}
    />
  );
}

const COLUMNS: readonly ListColumn<UserJson>[] = [
  {
    head: 'E-mail address',
    cell: ({ email }) => email,
    className: 'text-muted [overflow-wrap:anywhere]',
  },
  { head: 'Role', cell: (member) => <MemberRole member={member} />, className: 'w-36' },
  {
    head: 'Joined',
    cell: ({ created_at }) => <RelativeTime at={created_at} />,
    className: 'whitespace-nowrap text-muted',
  },
];

function MemberName({ member, isOwn }: { member: UserJson; isOwn: boolean }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      {member.name}
      {isOwn ? <Badge>you</Badge> : null}
      {member.disabled_at === null ? null : <Badge tone="warning">removed</Badge>}
    </span>
  );
}

function MemberRole({ member }: { member: UserJson }) {
  const { run, isRunning } = useChange();
  const changeRole = (role: Role) =>
    run(() => api.patch(`/users/${member.id}`, { body: { role } }), {
      done: `${member.name} is now ${role}`,
      failed: `Could not change the role of ${member.name}`,
    });
  return (
    <RoleSelect
      aria-label={`Role of ${member.name}`}
      value={member.role}
      disabled={isRunning || member.disabled_at !== null}
      onValueChange={changeRole}
    />
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
