'use client';

import { Bell as BellIcon } from 'lucide-react';
import dynamic from 'next/dynamic';
import { Popover } from 'radix-ui';
import { useSyncExternalStore } from 'react';
import { Button } from '@/app/_components/ui/button';
import { useOpening } from './notifications';
import { useNotifications } from './use-notifications';
import { walkLinks } from './walk-links';

// Fetched when it is opened first, or is about to be: no page waits for it.
const loadPanel = () => import('./notification-panel').then((module) => module.NotificationPanel);
const NotificationPanel = dynamic(loadPanel);
const fetchPanel = () => void loadPanel().catch(() => undefined);

/** From there on the side bar is shown; Tailwind's `md`. */
const WIDE = '(min-width: 768px)';
const MOST_SHOWN = 99;

/** The bell in the side bar. */
export function SideBell() {
  return useWide() ? <Bell /> : null;
}

/** The bell on top of a page, where there is no side bar. */
export function PhoneBell() {
  const isPhone = !useWide();
  const hasBell = useOpening() !== null;
  return hasBell && isPhone ? <Bell /> : null;
}

function useWide(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const media = window.matchMedia(WIDE);
      media.addEventListener('change', onChange);
      return () => media.removeEventListener('change', onChange);
    },
    () => window.matchMedia(WIDE).matches,
    () => true,
  );
}

function Bell() {
  const opening = useOpening();
  const { unreadCount } = useNotifications();
  if (opening === null) return null;
  const { isOpen, setIsOpen } = opening;
  const shown = unreadCount > MOST_SHOWN ? `${MOST_SHOWN}+` : String(unreadCount);
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger asChild>
        <Button
          variant="ghost"
          size="icon"
          className="relative"
          onPointerEnter={fetchPanel}
          onFocus={fetchPanel}
          aria-label={unreadCount === 0 ? 'Notifications' : `Notifications, ${shown} unread`}
        >
          <BellIcon aria-hidden />
          {unreadCount === 0 ? null : (
            <span
              aria-hidden
              className="absolute top-0 right-0 min-w-4 rounded-full bg-accent px-1 text-center font-medium text-[10px] text-on-accent tabular-nums leading-4"
            >
              {shown}
            </span>
          )}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label="Notifications"
          onKeyDown={walkLinks}
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className="z-40 flex max-h-(--radix-popover-content-available-height) min-h-48 w-[min(25rem,calc(100vw-1rem))] animate-appear flex-col overflow-hidden rounded-lg bg-raised text-ink shadow-float"
        >
          <NotificationPanel onClose={() => setIsOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
