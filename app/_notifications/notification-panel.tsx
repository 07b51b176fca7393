'use client';

import { useId } from 'react';
import { LoadFailed } from '@/app/_components/load-failed';
import { Button } from '@/app/_components/ui/button';
import { Label } from '@/app/_components/ui/label';
import { SkeletonRows } from '@/app/_components/ui/skeleton';
import { Switch } from '@/app/_components/ui/switch';
import { BrowserSwitch } from './browser-switch';
import { NotificationList } from './notification-list';
import { useMarkRead, useNotifications, usePreference } from './use-notifications';

/** What the bell opens: the newest first, and what one is told of. */
export function NotificationPanel({ onClose }: { onClose: () => void }) {
  const { list, items, unreadCount } = useNotifications();
  const markRead = useMarkRead();
  return (
    <>
      <header className="flex h-11 shrink-0 items-center gap-2 border-line border-b pr-2 pl-4">
        <h2 className="flex-1 font-semibold">Notifications</h2>
        <Button
          size="sm"
          variant="ghost"
          isWaiting={unreadCount === 0}
          onClick={() => markRead.mutate('all')}
        >
          Mark all as read
        </Button>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {list.isError ? (
          <LoadFailed
            title="The list could not be read"
            error={list.error}
            onRetry={list.refetch}
            className="m-2"
          />
        ) : null}
        {list.isPending ? <SkeletonRows count={4} columns={['w-4', 'w-64']} className="px-4" /> : null}
        {list.isSuccess && items.length === 0 ? <Nothing /> : null}
        <NotificationList
          items={items}
          onOpen={({ id, is_read }) => {
            if (!is_read) markRead.mutate([id]);
            onClose();
          }}
        />
        {list.hasNextPage ? (
          <Button
            variant="ghost"
            className="m-2"
            isBusy={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            Earlier
          </Button>
        ) : null}
      </div>
      <footer className="grid shrink-0 gap-2 border-line border-t px-4 py-2.5">
        <OnlyOwn />
        <ByMail />
        <BrowserSwitch />
      </footer>
    </>
  );
}

function Nothing() {
  return (
    <p className="text-pretty px-4 py-8 text-center text-muted">
      Nothing yet. You are told here when a batch has finished, was paused by a brake, or waits for a person.
    </p>
  );
}

function OnlyOwn() {
  const id = useId();
  const { isOnlyOwn } = useNotifications();
  const preference = usePreference();
  return (
    <div className="flex items-center justify-between gap-3">
      <Label htmlFor={id} className="font-normal">
        Only my batches
      </Label>
      <Switch
        id={id}
        checked={preference.isPending ? preference.variables.only_own : isOnlyOwn}
        onCheckedChange={(isOn) => preference.mutate({ only_own: isOn })}
      />
    </div>
  );
}

function ByMail() {
  const id = useId();
  const { isByMail, canMail } = useNotifications();
  const preference = usePreference();
  if (!canMail) return null;
  return (
    <div className="flex items-center justify-between gap-3">
      <Label htmlFor={id} className="font-normal">
        By e-mail too
      </Label>
      <Switch
        id={id}
        checked={preference.isPending ? preference.variables.by_mail : isByMail}
        onCheckedChange={(isOn) => preference.mutate({ by_mail: isOn })}
      />
    </div>
  );
}
