'use client';

import { Select } from '@/app/_components/ui/select';
import { ROLES, type Role } from '@/lib/domain/role';

const MEANING: Readonly<Record<Role, string>> = {
  admin: 'Also manages people and settings',
  member: 'Runs batches and writes automations',
  viewer: 'Sees everything, changes nothing',
};

const OPTIONS = ROLES.map((role) => ({ value: role, label: role, description: MEANING[role] }));

interface RoleSelectProps {
  readonly value: Role;
  readonly onValueChange: (role: Role) => void;
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly disabled?: boolean;
}

export function RoleSelect(props: RoleSelectProps) {
  return <Select options={OPTIONS} {...props} />;
}
