'use client';

import { ChevronsUpDown, LogOut, UserRound } from 'lucide-react';
import Link from 'next/link';
import { signOut } from '@/app/_account/session-client';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/app/_components/ui/menu';
import { notifyFailed } from '@/app/_components/ui/toast';
import type { Role } from '@/lib/domain/role';

export interface UserMenuProps {
  readonly name: string;
  readonly role: Role;
}

/** A full load, so that nothing of the person who left stays in memory. */
function leave(): void {
  signOut().then(
    () => window.location.assign('/sign-in'),
    (error: unknown) => notifyFailed('Could not sign out', error),
  );
}

export function UserMenu({ name, role }: UserMenuProps) {
  return (
    <Menu
      align="start"
      side="top"
      trigger={
        <button
          type="button"
          aria-label={`Account of ${name}`}
          className="flex h-9 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-wash"
        >
          <UserRound aria-hidden className="size-4 shrink-0 text-muted" />
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-faint" />
        </button>
      }
    >
      <MenuLabel>Signed in as {role}</MenuLabel>
      <MenuItem asChild>
        <Link href="/settings/account">
          <UserRound /> Your account
        </Link>
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={leave}>
        <LogOut /> Sign out
      </MenuItem>
    </Menu>
  );
}
