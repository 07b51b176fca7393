'use client';

import { useMay } from '@/app/_auth/actor-role';
import { NAV_ITEMS } from '@/app/(dashboard)/_components/nav-items';
import { SETTINGS_PAGES } from '@/app/(dashboard)/settings/_components/settings-pages';

export interface Place {
  readonly href: string;
  readonly label: string;
}

/** Pages that somebody may go to from anywhere. */
export function usePlaces(): readonly Place[] {
  const isAdmin = useMay('administer');
  const mayWrite = useMay('write');
  const settings = SETTINGS_PAGES.filter(
    ({ href, isForAdmins }) => href !== '/settings' && (isAdmin || !isForAdmins),
  );
  return [
    ...NAV_ITEMS.map(({ href, label }) => ({ href, label })),
    ...settings.map(({ href, label }) => ({ href, label: `Settings: ${label}` })),
    ...(mayWrite
      ? [
          { href: '/batches/new', label: 'New batch' },
          { href: '/automations/new', label: 'New automation' },
          { href: '/automations/new?from=recording', label: 'Import a recording' },
        ]
      : []),
  ];
}
