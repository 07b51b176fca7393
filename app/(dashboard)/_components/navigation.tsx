'use client';

import { Ellipsis } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { WaitingBadge } from '@/app/_batches/unconfirmed/waiting-badge';
import { Logo } from '@/app/_components/logo';
import { Menu, MenuItem } from '@/app/_components/ui/menu';
import { SidePaletteButton } from '@/app/_keyboard/palette-button';
import { SideBell } from '@/app/_notifications/bell';
import { isCurrent, NAV_ITEMS } from './nav-items';
import { UserMenu, type UserMenuProps } from './user-menu';

/** The slim bar on the left; from 768 px up. */
export function SideBar(user: UserMenuProps) {
  const pathname = usePathname();
  return (
    <aside className="sticky top-0 hidden h-dvh w-48 shrink-0 flex-col border-line border-r bg-surface md:flex">
      <div className="mx-2 my-2.5 flex items-center gap-1">
        <Link href="/" className="flex h-8 flex-1 items-center gap-2 rounded-md px-2 font-semibold">
          <Logo className="size-4.5" />
          Furrow
        </Link>
        <SideBell />
      </div>
      <SidePaletteButton />
      <nav aria-label="Main" className="flex flex-1 flex-col gap-0.5 px-2">
        {NAV_ITEMS.map((item) => (
          <Link
            key={item.href}
            href={item.href}
            aria-current={isCurrent(item, pathname) ? 'page' : undefined}
            className="flex h-8 items-center gap-2.5 rounded-md px-2 text-muted hover:bg-wash hover:text-ink aria-[current]:bg-selected aria-[current]:font-medium aria-[current]:text-ink"
          >
            <item.icon aria-hidden className="size-4" />
            {item.label}
            {item.href === '/unconfirmed' && <WaitingBadge className="ml-auto" />}
          </Link>
        ))}
      </nav>
      <div className="border-line border-t p-2">
        <UserMenu {...user} />
      </div>
    </aside>
  );
}

const tabStyle =
  'flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-muted text-xs focus-visible:-outline-offset-2 aria-[current]:font-medium aria-[current]:text-ink';

/** The bar at the bottom of a phone. */
export function BottomBar() {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-20 flex border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {NAV_ITEMS.filter((item) => !item.isSeldom).map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={isCurrent(item, pathname) ? 'page' : undefined}
          className={tabStyle}
        >
          <span className="relative">
            <item.icon aria-hidden className="size-5" />
            {item.href === '/unconfirmed' && <WaitingBadge className="-top-1 absolute left-3.5" />}
          </span>
          {item.label}
        </Link>
      ))}
      <MorePlaces pathname={pathname} />
    </nav>
  );
}

function MorePlaces({ pathname }: { pathname: string }) {
  const items = NAV_ITEMS.filter((item) => item.isSeldom);
  const isHere = items.some((item) => isCurrent(item, pathname));
  return (
    <Menu
      align="end"
      side="top"
      trigger={
        <button type="button" aria-current={isHere ? 'true' : undefined} className={tabStyle}>
          <Ellipsis aria-hidden className="size-5" />
          More
        </button>
      }
    >
      {items.map((item) => (
        <MenuItem key={item.href} asChild>
          <Link href={item.href} aria-current={isCurrent(item, pathname) ? 'page' : undefined}>
            <item.icon /> {item.label}
          </Link>
        </MenuItem>
      ))}
    </Menu>
  );
}
