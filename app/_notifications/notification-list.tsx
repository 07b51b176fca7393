'use client';

import Link from 'next/link';
import { cn } from '@/app/_components/ui/cn';
import { RelativeTime } from '@/app/_components/ui/time';
import type { NotificationJson } from '@/lib/domain/wire/notification';
import { notificationHref, notificationLook } from './notification-look';

interface NotificationListProps {
  readonly items: readonly NotificationJson[];
  readonly onOpen: (notification: NotificationJson) => void;
}

export function NotificationList({ items, onOpen }: NotificationListProps) {
  if (items.length === 0) return null;
  return (
    <ul className="divide-y divide-line">
      {items.map((item) => (
        <li key={item.id}>
          <NotificationLink item={item} onOpen={() => onOpen(item)} />
        </li>
      ))}
    </ul>
  );
}

function NotificationLink({ item, onOpen }: { item: NotificationJson; onOpen: () => void }) {
  const { icon: Icon, color } = notificationLook(item);
  return (
    <Link
      href={notificationHref(item)}
      prefetch={false}
      onClick={onOpen}
      className="flex gap-2.5 px-4 py-2.5 outline-none hover:bg-wash focus-visible:bg-wash focus-visible:-outline-offset-2"
    >
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', color)} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className={cn('min-w-0 flex-1 truncate', !item.is_read && 'font-semibold')}>
            {item.batch.name}
          </span>
          <RelativeTime at={item.at} className="shrink-0 text-muted text-xs" />
        </span>
        <span className="block text-pretty text-muted">{item.text}</span>
      </span>
      <span className="flex w-2 shrink-0 pt-1.5">
        {item.is_read ? null : (
          <>
            <span aria-hidden className="size-2 rounded-full bg-accent" />
            <span className="sr-only">unread</span>
          </>
        )}
      </span>
    </Link>
  );
}
