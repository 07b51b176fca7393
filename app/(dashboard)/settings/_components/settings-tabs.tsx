'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useMay } from '@/app/_auth/actor-role';
import { SETTINGS_PAGES } from './settings-pages';

/** Also on a page below it. */
function isAt(pathname: string, href: string): boolean {
  return pathname === href || (href !== '/settings' && pathname.startsWith(`${href}/`));
}

export function SettingsTabs() {
  const pathname = usePathname();
  const isAdmin = useMay('administer');
  return (
    <nav aria-label="Settings" className="flex gap-5 overflow-x-auto border-line border-b px-4 sm:px-6">
      {SETTINGS_PAGES.filter((tab) => isAdmin || !tab.isForAdmins).map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={isAt(pathname, tab.href) ? 'page' : undefined}
          className="-mb-px flex h-10 items-center whitespace-nowrap border-transparent border-b-2 text-muted hover:text-ink focus-visible:-outline-offset-2 aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-ink"
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
