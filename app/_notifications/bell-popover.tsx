'use client';

import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import { NotificationPanel } from './notification-panel';
import { walkLinks } from './walk-links';

interface BellPopoverProps {
  readonly bell: ReactNode;
  readonly isOpen: boolean;
  readonly setIsOpen: (isOpen: boolean) => void;
}

/** The bell from its first opening on. */
export function BellPopover({ bell, isOpen, setIsOpen }: BellPopoverProps) {
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger asChild>{bell}</Popover.Trigger>
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
