'use client';

import { Bell as BellIcon } from 'lucide-react';
import { type ComponentProps, useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from '@/app/_components/ui/button';
import { Later, laterPart } from '@/app/_components/ui/later-part';
import { useOpening } from './notifications';
import { useNotifications } from './use-notifications';

const popover = laterPart(() => import('./bell-popover').then((module) => module.BellPopover));

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
  const [isOpened, setIsOpened] = useState(false);
  const { isOpen = false, setIsOpen } = opening ?? {};
  useEffect(() => {
    if (!isOpen || isOpened) return;
    void popover.fetch().then((isThere) => (isThere ? setIsOpened(true) : setIsOpen?.(false)));
  }, [isOpen, isOpened, setIsOpen]);
  if (opening === null) return null;
  if (!isOpened) {
    return (
      <BellButton
        aria-haspopup="dialog"
        aria-expanded={false}
        {...popover.fetchOn}
        onClick={() => opening.setIsOpen(true)}
      />
    );
  }
  return <Later part={popover} bell={<BellButton />} {...opening} onClose={() => setIsOpened(false)} />;
}

function BellButton(props: ComponentProps<typeof Button>) {
  const { unreadCount } = useNotifications();
  const shown = unreadCount > MOST_SHOWN ? `${MOST_SHOWN}+` : String(unreadCount);
  return (
    <Button
      variant="ghost"
      size="icon"
      className="relative"
      aria-label={unreadCount === 0 ? 'Notifications' : `Notifications, ${shown} unread`}
      {...props}
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
  );
}
