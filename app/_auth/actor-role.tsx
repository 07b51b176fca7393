'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { mayDo, type Permission, type Role } from '@/lib/domain/role';

const RoleContext = createContext<Role>('viewer');

export function RoleProvider({ role, children }: { role: Role; children: ReactNode }) {
  return <RoleContext value={role}>{children}</RoleContext>;
}

/** Whether to offer a change at all; the API checks again. */
export function useMay(permission: Permission): boolean {
  return mayDo(useContext(RoleContext), permission);
}
